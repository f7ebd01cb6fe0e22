import type { SubmitOutcome } from "../queries/submitMutationOptions.js";
import { callSafely } from "../records/callSafely.js";
import type { GenerationReports } from "./GenerationReports.js";

/**
 * Tells the host that a press was refused because the visitor is signed out. It is told of the press
 * and not of the record: that one is still there when the visitor comes back from the login.
 */
export function reportRefusal(outcome: SubmitOutcome, { onAuthRequired }: GenerationReports): void {
  if (!outcome.ok && outcome.error.code === "signed-out") callSafely(() => onAuthRequired?.());
}
