import { type AttemptClaim, createLedger } from "./createLedger.js";
import type { KlingStore } from "./KlingStore.js";
import { readRequestId } from "./readRequestId.js";
import { WebhookRefusal } from "./WebhookRefusal.js";

/**
 * Writes down that fal has taken an attempt, where the answer to its submit was lost: the page that
 * asks again then finds its generation. Answers who made the attempt, as far as that is known.
 *
 * @throws WebhookRefusal 401 for another request than the one that fal is known to have taken
 * @throws Error where the store fails
 */
export async function settleDelivery(
  store: KlingStore,
  { ref, requestId }: { ref: string; requestId: string },
): Promise<AttemptClaim | null> {
  let isLost = false;
  const ledger = createLedger({
    store,
    onStoreFailed: () => {
      isLost = true;
    },
    waitUntil: () => undefined,
  });
  const [claim, answer] = await Promise.all([ledger.findClaim(ref), ledger.findAnswer(ref)]);
  const known = answer && readRequestId(answer);
  if (known === requestId) return claim;
  // Somebody has seen the address, in a log for example, and uses it for a generation of their own.
  if (known) throw new WebhookRefusal("wrong_request");
  if (!claim) return null;
  await ledger.settle({
    ref,
    isOpen: false,
    answer: {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: "COMPLETED", request_id: requestId }),
    },
    request: { requestId, userId: claim.userId },
  });
  // fal delivers again, and the attempt is not lost with this process.
  if (isLost) throw new Error("The store did not take the answer.");
  return claim;
}
