import { toBytes, uint16, uint16le, uint32, uint32le } from "./bytes.js";

/** One entry of EXIF: a number in two bytes, unless something else is said. */
export interface ExifEntry {
  tag?: number;
  type?: number;
  count?: number;
  value: number;
}

/** A block of EXIF with these entries, in one of the two byte orders. */
export function toExif(
  entries: readonly ExifEntry[],
  order: "II" | "MM" = "II",
): Uint8Array<ArrayBuffer> {
  const [short, long] = order === "II" ? [uint16le, uint32le] : [uint16, uint32];
  const rows = entries.flatMap(({ tag = 0x0112, type = 3, count = 1, value }) => [
    short(tag, type),
    long(count),
    short(value, 0),
  ]);
  return toBytes(order, short(42), long(8), short(entries.length), ...rows, long(0));
}
