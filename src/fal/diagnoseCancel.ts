import { asObject } from "./Answer.js";
import { findTrouble, isOfFal, isTakenByOurs } from "./diagnoseAnswer.js";
import { isFound, type Found } from "./diagnoseFinding.js";
import type { Probe } from "./diagnoseProbe.js";
import { CANCEL } from "./diagnoseQuestions.js";

/** Whether a PUT comes through: without it nothing can be canceled. */
export async function diagnoseCancel({ ask }: Probe): Promise<Found | undefined> {
  const answer = await ask(CANCEL);
  if (isFound(answer)) {
    // Everything else came through: only the method is new to the browser's question before it.
    return answer.code === "cors-missing" ? { code: "no-put", values: { isPreflight: 1 } } : answer;
  }
  if (isTakenByOurs(answer)) return undefined;
  const { status, json } = answer;
  if (isOfFal(answer)) {
    const isLost = status < 300 && asObject(json)?.status === "NOT_FOUND";
    return isLost ? { code: "statuses-lost" } : findTrouble(answer);
  }
  return { code: "no-put", values: { status } };
}
