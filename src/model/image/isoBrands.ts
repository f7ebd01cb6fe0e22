import { hasText, readName } from "./bytes.js";

const AVIF = ["avif", "avis"];
/** HEVC pictures, and the structural brands that name no coding. */
const HEIC = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"];
const STILL = ["avif", "heic", "heix", "heim", "heis"];
const MOVING = ["avis", "hevc", "hevx", "hevm", "hevs", "msf1"];

/**
 * The brands of an ISO media file, the major one first; none where it is no such file.
 *
 * Source: ISO/IEC 14496-12, 4.3
 */
export function readBrands(view: DataView): string[] {
  if (!hasText(view, 4, "ftyp")) return [];
  const end = Math.min(view.getUint32(0), view.byteLength, 1024);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12) brands.push(readName(view, at)); // at 12 stands the version of the major one
  }
  return brands;
}

/** Which kind of picture these brands promise, if any. */
export function findPictureBrand(brands: readonly string[]): "avif" | "heic" | null {
  if (brands.some((brand) => AVIF.includes(brand))) return "avif";
  return brands.some((brand) => HEIC.includes(brand)) ? "heic" : null;
}

/** Whether viewers show moving pictures: the major brand says so, or where it does not, another. */
export function isMoving(brands: readonly string[]): boolean {
  const [major = ""] = brands;
  return !STILL.includes(major) && brands.some((brand) => MOVING.includes(brand));
}
