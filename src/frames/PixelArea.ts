/** A part of a picture, in pixels of the picture as it is shown (upright). */
export interface PixelArea {
  x: number;
  y: number;
  width: number;
  height: number;
}
