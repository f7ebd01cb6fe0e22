import { KlingVideoError } from "../model/KlingVideoError.js";
import { asObject, type Answer } from "./Answer.js";
import { toRefusal } from "./toRefusal.js";

/** What became of the wish to cancel. */
export type CancelAnswer = "requested" | "too-late" | "not-found";

/**
 * What the answer to a cancel means. Its body is asked first: through a proxy that answers 200 to
 * everything, "too late" looks like success.
 *
 * @throws KlingVideoError `cancel-failed` (or why the way to fal is closed); the job goes on
 */
export function judgeCancel(answer: Answer): CancelAnswer {
  const status = asObject(answer.json)?.status;
  if (status === "ALREADY_COMPLETED") return "too-late";
  if (status === "NOT_FOUND" || (answer.status === 404 && answer.json !== undefined)) {
    return "not-found";
  }
  if (status === "CANCELLATION_REQUESTED" || status === "OK") return "requested";
  const code = toRefusal(answer)?.code === "signed-out" ? "signed-out" : "cancel-failed";
  throw new KlingVideoError({ code, charged: "maybe" });
}
