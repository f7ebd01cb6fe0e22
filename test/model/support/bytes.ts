/** Text, numbers and other bytes as one row of bytes; a character is one byte. */
export function toBytes(...parts: (string | number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === "number") return [part];
      return [...(typeof part === "string" ? Buffer.from(part, "latin1") : part)];
    }),
  );
}

/** Numbers of two bytes, the larger byte first. */
export function uint16(...values: number[]): Uint8Array {
  return toBytes(...values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]));
}

/** Numbers of four bytes, the largest byte first. */
export function uint32(...values: number[]): Uint8Array {
  return uint16(...values.flatMap((value) => [value >>> 16, value & 0xffff]));
}

/** Numbers of two bytes, the smaller byte first. */
export function uint16le(...values: number[]): Uint8Array {
  return toBytes(...values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));
}

/** Numbers of four bytes, the smallest byte first. */
export function uint32le(...values: number[]): Uint8Array {
  return uint16le(...values.flatMap((value) => [value & 0xffff, value >>> 16]));
}
