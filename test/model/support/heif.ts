import { toBytes, uint16, uint32 } from "./bytes.js";

type Part = string | number | Uint8Array;

/** One box: its length, its name, what it holds. */
export function box(name: string, ...parts: Part[]): Uint8Array<ArrayBuffer> {
  const content = toBytes(...parts);
  return toBytes(uint32(content.length + 8), name, content);
}

/** A box that begins with a version and flags. */
export function fullBox(name: string, ...parts: Part[]): Uint8Array<ArrayBuffer> {
  return box(name, "\0\0\0\0", ...parts);
}

export function size(width: number, height: number): Uint8Array<ArrayBuffer> {
  return fullBox("ispe", uint32(width, height));
}

/** A picture's file: brands, and a `meta` box whose item 1 has all of the properties. */
export function toHeif(properties: readonly Uint8Array[], brands = "avifmif1"): Uint8Array {
  const places = properties.map((_, index) => index + 1);
  const items = [
    fullBox("pitm", uint16(1)),
    box(
      "iprp",
      box("ipco", ...properties),
      fullBox("ipma", uint32(1), uint16(1), places.length, ...places),
    ),
  ];
  return toBytes(toFileType(brands), fullBox("meta", ...items));
}

/** The box that every such file begins with; the first brand is the major one. */
export function toFileType(brands: string): Uint8Array {
  return box("ftyp", brands.slice(0, 4), uint32(0), brands);
}
