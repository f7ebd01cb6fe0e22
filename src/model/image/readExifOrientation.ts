import { hasText, slice } from "./bytes.js";
import type { Orientation } from "./ImageFacts.js";

const PREFIX = "Exif\0\0";
const LITTLE_ENDIAN = 0x4949; // "II"
const BIG_ENDIAN = 0x4d4d; // "MM"
const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * The orientation that a block of EXIF tells; 1 where it tells none, or nothing that makes sense.
 *
 * Source: TIFF 6.0, section 2, and CIPA DC-008 (EXIF 2.32), 4.6.4
 */
export function readExifOrientation(exif: DataView): Orientation {
  try {
    const start = hasText(exif, 0, PREFIX) ? PREFIX.length : 0;
    return readTiff(slice(exif, start, exif.byteLength - start));
  } catch (error) {
    if (error instanceof RangeError) return 1; // it points behind its own end
    throw error;
  }
}

function readTiff(tiff: DataView): Orientation {
  const order = tiff.getUint16(0);
  if (order !== LITTLE_ENDIAN && order !== BIG_ENDIAN) return 1;
  const isLittle = order === LITTLE_ENDIAN;
  if (tiff.getUint16(2, isLittle) !== 42) return 1;

  const directory = tiff.getUint32(4, isLittle);
  const count = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12;
    if (tiff.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const isOneShort =
      tiff.getUint16(entry + 2, isLittle) === SHORT && tiff.getUint32(entry + 4, isLittle) === 1;
    const value = tiff.getUint16(entry + 8, isLittle);
    return isOneShort && isOrientation(value) ? value : 1;
  }
  return 1;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}
