/** Width and height of a picture in pixels, which a line end never parts: `"4032 × 3024"`. */
export function formatSize(width: number | string, height: number | string): string {
  return `${width}\u00a0×\u00a0${height}`;
}
