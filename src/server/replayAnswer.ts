import { ANSWER_HEADERS } from "./answerHeaders.js";
import type { AttemptAnswer } from "./createLedger.js";

/** An answer out of the ledger, for whoever asks once more. */
export function replayAnswer(answer: AttemptAnswer): Response {
  const response = answerAgain(answer);
  response.headers.set("idempotent-replayed", "true");
  return response;
}

/** An answer as it was. */
export function answerAgain({ status, headers, body }: AttemptAnswer): Response {
  return new Response(body === "" ? null : body, {
    status,
    headers: { ...ANSWER_HEADERS, ...headers },
  });
}
