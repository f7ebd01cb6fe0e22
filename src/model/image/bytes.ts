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
 * Bytes as text, one character each.
 *
 * @throws RangeError where the bytes end before the text does
 */
export function readText(view: DataView, at: number, length: number): string {
  const part = slice(view, at, length);
  return String.fromCharCode(...new Uint8Array(part.buffer, part.byteOffset, length));
}

/** Whether a text, one byte for each character, stands at this place. */
export function hasText(view: DataView, at: number, text: string): boolean {
  return at + text.length <= view.byteLength && readText(view, at, text.length) === text;
}
