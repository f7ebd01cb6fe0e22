import { createKlingWebhook } from "../../../../src/server/createKlingWebhook.js";
import { createMemoryStore } from "../../../../src/server/createMemoryStore.js";
import type { KlingWebhookEvent } from "../../../../src/server/KlingWebhookEvent.js";
import type {
  KlingWebhookFailure,
  KlingWebhookOptions,
  KlingWebhookVideo,
} from "../../../../src/server/KlingWebhookOptions.js";
import { toNodeHandler } from "../../../../src/server/toNodeHandler.js";
import { toWebhookUrl } from "../../../../src/server/webhookProof.js";
import { listen } from "../../support/listen.js";
import { FAL_KEY } from "../../support/startProxy.js";
import { startFalDeliveries } from "./startFalDeliveries.js";

export const REF = "ref-of-an-attempt";

/** A webhook on a port of its own, what it tells the host, and a fal that calls it. */
export async function startWebhook(options: Partial<KlingWebhookOptions> = {}) {
  const fal = await startFalDeliveries();
  const store = options.store ?? createMemoryStore();
  const completed: KlingWebhookVideo[] = [];
  const failed: KlingWebhookFailure[] = [];
  const events: KlingWebhookEvent[] = [];
  const handler = createKlingWebhook({
    falKey: FAL_KEY,
    store,
    jwksUrl: fal.jwksUrl,
    onCompleted: (generation) => completed.push(generation),
    onFailed: (generation) => failed.push(generation),
    onEvent: (event) => events.push(event),
    ...options,
  });
  const { origin } = await listen(toNodeHandler(handler));
  const webhookUrl = `${origin}/api/fal/webhook`;
  return {
    ...fal,
    store,
    completed,
    failed,
    events,
    webhookUrl,
    /** What fal was told to call. */
    url: await toWebhookUrl(webhookUrl, REF, FAL_KEY),
  };
}
