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

/** A call of the last second. */
interface Press {
  input: KlingVideoInput;
  /** When it was made, repeated or over, in ms. */
  at: number;
}

/**
 * Tells a press from its echo: the same input within a second of a call, or of its end, is a double
 * click, a key that is held, or an effect that runs at every render. It is answered with the code
 * `busy`. What came to nothing and cost nothing may be sent again at once.
 */
export function createPressGuard(): PressGuard {
  let recent: readonly Press[] = [];
  const forget = (press: Press) => {
    recent = recent.filter((other) => other !== press);
  };

  return async (input, send) => {
    const at = performance.now();
    recent = recent.filter((press) => at - press.at < SAME_PRESS_MS);
    const original = recent.find((press) => isSameInput(press.input, input));
    if (original) {
      original.at = at;
      warnInDevelopment(TWICE);
      return refuse("busy");
    }
    const press: Press = { input, at };
    recent = [...recent, press];
    const outcome = await send();
    forget(press);
    press.at = performance.now();
    const isFree = !outcome.ok && outcome.error.charged === "no" && outcome.error.code !== "busy";
    if (!isFree) recent = [...recent, press];
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
