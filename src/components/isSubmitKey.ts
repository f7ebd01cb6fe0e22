import type { KeyboardEvent } from "react";

/** Safari ends a composition before it reports the Enter that confirmed it, but keeps this code. */
const COMPOSING_KEY_CODE = 229;

/** Whether a key says "send": Cmd or Ctrl with Enter, pressed once, outside of a composition (IME). */
export function isSubmitKey(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return false;
  if (event.shiftKey || event.altKey || event.repeat) return false;
  return !event.nativeEvent.isComposing && event.keyCode !== COMPOSING_KEY_CODE;
}
