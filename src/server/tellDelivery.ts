import { KlingVideoError } from "../model/KlingVideoError.js";
import { createLedger } from "./createLedger.js";
import { settleDelivery } from "./settleDelivery.js";
import type { Delivery } from "./toDelivery.js";
import type { WebhookSettings } from "./toWebhookSettings.js";
import { WebhookRefusal } from "./WebhookRefusal.js";

/**
 * Makes a lost attempt known, then tells the host how its generation has ended. In this order: where
 * the host's function throws again and again, the visitor finds the video all the same.
 *
 * @throws WebhookRefusal 401 for another attempt's request, 500 where the host's function throws
 * @throws Error where the store fails
 */
export async function tellDelivery(
  ref: string,
  delivery: Delivery,
  settings: WebhookSettings,
): Promise<void> {
  const { store, onCompleted, onFailed, report } = settings;
  const { requestId } = delivery;
  const claim = await settleDelivery(store, { ref, requestId });
  const { userId, attemptId } = claim ?? { userId: null, attemptId: null };
  const ended = { requestId, userId, attemptId };
  if ("video" in delivery) {
    await reportCompleted({ ref, userId, requestId }, settings);
    await callHost(() => onCompleted({ ...ended, video: delivery.video }));
    return;
  }
  const error = new KlingVideoError(delivery.error);
  report({ type: "failed", userId, attempt: ref, code: error.code });
  await callHost(() => onFailed?.({ ...ended, error }));
}

/** The proxy may have seen the end of it before, and told it. */
async function reportCompleted(
  { ref, userId, requestId }: { ref: string; userId: string | null; requestId: string },
  { store, hasListener, report }: WebhookSettings,
): Promise<void> {
  if (!hasListener) return;
  const ledger = createLedger({ store, onStoreFailed: ignore, waitUntil: ignore });
  const isFirst = await ledger.noteOnce("completed", requestId);
  if (isFirst) report({ type: "completed", userId, attempt: ref });
}

function ignore(): void {}

async function callHost(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch {
    throw new WebhookRefusal("callback_failed");
  }
}
