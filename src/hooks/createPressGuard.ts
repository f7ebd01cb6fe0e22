import type { KlingVideoInput } from "../model/input.js";
import type { SubmitOutcome } from "../queries/submitMutationOptions.js";
import { refuse } from "./sendInput.js";
import { warnInDevelopment } from "./warnInDevelopment.js";

const SAME_PRESS_MS = 1_000;

/** Sends an input, unless it is the echo of the last one. */
export type PressGuard = (
  input: KlingVideoInput,
  send: () => Promise<SubmitOutcome>,
) => Promise<SubmitOutcome>;

/**
 * Tells a press from its echo: the same input within a second of the last call, or of its end, is a
 * double click, a key that is held, or an effect that runs at every render. It is answered with the
 * code `busy`. What came to nothing and cost nothing may be sent again at once.
 */
export function createPressGuard(): PressGuard {
  let last: { input: KlingVideoInput; at: number } | undefined;

  return async (input, send) => {
    const before = last;
    last = { input, at: performance.now() };
    const press = last;
    if (before && press.at - before.at < SAME_PRESS_MS && isSameInput(before.input, input)) {
      warnInDevelopment(TWICE);
      return refuse("busy");
    }
    const outcome = await send();
    if (last !== press) return outcome;
    const isOver = !outcome.ok && outcome.error.charged === "no" && outcome.error.code !== "busy";
    last = isOver ? undefined : { input, at: performance.now() };
    return outcome;
  };
}

const TWICE =
  "submit() was called twice with the same input within a second, and every generation is paid for; " +
  "the second call sent nothing. Call it where the visitor presses, never in an effect or a render.";

/** Files are the same only where they are the same object. */
function isSameInput(a: KlingVideoInput, b: KlingVideoInput): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => Reflect.get(a, key) === Reflect.get(b, key));
}
