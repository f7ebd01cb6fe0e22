import { hasText } from "./bytes.js";
import { toFacts, type HeaderProblem, type ImageFacts } from "./ImageFacts.js";
import { isMoving, readBrands } from "./isoBrands.js";
import { findBox, toFullContent, type IsoBox } from "./isoBoxes.js";
import { findPrimaryProperties, readProperties } from "./heifProperties.js";
import { toOrientation } from "./toOrientation.js";

/**
 * Reads an AVIF or a HEIC: the properties of its primary item. EXIF in it is not read: for these
 * two it does not turn the picture, the boxes `irot` and `imir` do. Width and height are those
 * before that turn, as in all other formats.
 *
 * Source: ISO/IEC 23008-12 (6.5 properties, 9.3 ipco and ipma) and
 * https://aomediacodec.github.io/av1-avif/
 */
export function readHeif(view: DataView): ImageFacts | HeaderProblem {
  const meta = findBox(view, "meta");
  if (!meta) return "more-bytes";
  const items = toFullContent(meta);
  const all = readProperties(items);
  const primary = findPrimaryProperties(items, all);

  // A picture of tiles has its own size beside that of a tile; without a primary item, it is larger.
  const sizes = (primary.some(isSize) ? primary : all).filter(isSize).map(toSize);
  const size = sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
  if (!size) return "damaged";

  const find = (name: string) => primary.find((box) => box.name === name)?.content;
  const depth = find("pixi");
  return toFacts(size.width, size.height, {
    orientation: toOrientation((find("irot")?.getUint8(0) ?? 0) & 3, toMirror(find("imir"))),
    isAnimated: isMoving(readBrands(view)),
    hasAlpha: all.some(isAlpha),
    bitDepth: depth && depth.byteLength > 5 ? depth.getUint8(5) : 8,
  });
}

function isSize({ name }: IsoBox): boolean {
  return name === "ispe";
}

function toSize({ content }: IsoBox): { width: number; height: number } {
  return { width: content.getUint32(4), height: content.getUint32(8) };
}

function toMirror(imir: DataView | undefined): "none" | "top-bottom" | "left-right" {
  if (!imir) return "none";
  return (imir.getUint8(0) & 1) === 0 ? "top-bottom" : "left-right";
}

const ALPHA_TYPES = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1"];

/** The property of a second picture in the file that holds the alpha of the first. */
function isAlpha({ name, content }: IsoBox): boolean {
  return name === "auxC" && ALPHA_TYPES.some((type) => hasText(content, 4, type));
}
