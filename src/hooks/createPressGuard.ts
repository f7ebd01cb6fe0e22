import type { KlingVideoInput } from "../model/input.js";

const SAME_PRESS_MS = 1_000;

/**
 * Tells a press from its echo: the same input within a second of the last time is a double click, a
 * key that is held, or an effect that runs at every render.
 *
 * @returns whether an input is such an echo
 */
export function createPressGuard(): (input: KlingVideoInput) => boolean {
  let last: { input: KlingVideoInput; at: number } | undefined;
  return (input) => {
    const at = performance.now();
    const isEcho =
      last !== undefined && at - last.at < SAME_PRESS_MS && isSameInput(last.input, input);
    last = { input, at };
    return isEcho;
  };
}

/** Files are the same only where they are the same object. */
function isSameInput(a: KlingVideoInput, b: KlingVideoInput): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => Reflect.get(a, key) === Reflect.get(b, key));
}
