import { readName, slice } from "./bytes.js";

/** One box of an ISO media file, and what it holds. */
export interface IsoBox {
  name: string;
  content: DataView;
}

/**
 * The boxes of a view, one after the other, for as long as they make sense.
 *
 * Source: ISO/IEC 14496-12, 4.2
 */
export function* readBoxes(view: DataView): Generator<IsoBox, void> {
  for (let at = 0; at < view.byteLength;) {
    const name = readName(view, at + 4);
    const told = view.getUint32(at);
    const isLong = told === 1;
    const headLength = isLong ? 16 : 8;
    // 0: up to the end.
    const length = isLong ? Number(view.getBigUint64(at + 8)) : told || view.byteLength - at;
    if (length < headLength) return;
    yield { name, content: slice(view, at + headLength, length - headLength) };
    at += length;
  }
}

/** The first box of this name, or `null`. */
export function findBox(view: DataView, name: string): DataView | null {
  for (const box of readBoxes(view)) if (box.name === name) return box.content;
  return null;
}

/** What a full box holds behind its version and flags. */
export function toFullContent(content: DataView): DataView {
  return slice(content, 4, content.byteLength - 4);
}
