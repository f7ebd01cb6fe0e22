import type { SubmitOutcome } from "../queries/submitMutationOptions.js";
import type { GenerationReports } from "./GenerationReports.js";
import { tell } from "./reportEnd.js";

/**
 * Tells the host that a press was refused because the visitor is signed out. It is told of the press
 * and not of the record: that one is still there when the visitor comes back from the login.
 */
export function reportRefusal(outcome: SubmitOutcome, { onAuthRequired }: GenerationReports): void {
  if (!outcome.ok && outcome.error.code === "signed-out") tell(() => onAuthRequired?.());
}
