/** One press on a zoom button or key. */
export const CROP_ZOOM_FACTOR = 1.15;

const SMALL_STEP = 0.01;
const LARGE_STEP = 0.1;

/** What a key asks of the crop area: to move, in shares of its longer side, or to zoom. */
export type CropStep =
  | { kind: "move"; right: number; down: number }
  | { kind: "zoom"; factor: number };

/** What a key does on the crop area; `null`: nothing. */
export function toCropStep(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
): CropStep | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const step = event.shiftKey ? LARGE_STEP : SMALL_STEP;
  switch (event.key) {
    case "ArrowLeft":
      return { kind: "move", right: -step, down: 0 };
    case "ArrowRight":
      return { kind: "move", right: step, down: 0 };
    case "ArrowUp":
      return { kind: "move", right: 0, down: -step };
    case "ArrowDown":
      return { kind: "move", right: 0, down: step };
    case "+":
    case "=": // the same key without Shift
      return { kind: "zoom", factor: CROP_ZOOM_FACTOR };
    case "-":
    case "−":
      return { kind: "zoom", factor: 1 / CROP_ZOOM_FACTOR };
    default:
      return null;
  }
}
