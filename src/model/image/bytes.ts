/**
 * A part of a view.
 *
 * @throws RangeError where the view ends before the part does
 */
export function slice(view: DataView, at: number, length: number): DataView {
  // The buffer may be longer than the view of it, so that its own check is not enough.
  if (at + length > view.byteLength) throw new RangeError("The bytes end before the part does.");
  return new DataView(view.buffer, view.byteOffset + at, length);
}

/**
 * The name of a chunk or a box: four bytes as text.
 *
 * @throws RangeError where the bytes end before the name does
 */
export function readName(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

/** Whether a text, one byte for each character, stands at this place. */
export function hasText(view: DataView, at: number, text: string): boolean {
  if (at + text.length > view.byteLength) return false;
  for (let index = 0; index < text.length; index++) {
    if (view.getUint8(at + index) !== text.charCodeAt(index)) return false;
  }
  return true;
}
