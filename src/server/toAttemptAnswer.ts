import { PASSED_HEADERS } from "./answerHeaders.js";
import type { AttemptAnswer } from "./createLedger.js";

/** An answer as the ledger keeps it. Reads the response to its end. */
export async function toAttemptAnswer(response: Response): Promise<AttemptAnswer> {
  const headers: Record<string, string> = {};
  for (const name of PASSED_HEADERS) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return { status: response.status, headers, body: await response.text() };
}
