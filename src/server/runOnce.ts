import type { KlingStore } from "./KlingStore.js";

/** So long nobody else begins, should this process die in the middle. */
const LEASE_S = 60;
const RENEW_MS = 20_000;

/** So long one waits for another who is at it already; fal hangs up after 15 s. */
const WAIT_MS = 8_000;
const LOOK_MS = 200;

/** As long as the ledger keeps an attempt. */
const KEPT_FOR_S = 30 * 24 * 60 * 60;
const DONE = "done";

/**
 * Runs something once for a key, across all processes that share the store. Who comes while it runs
 * waits for the end of it: to be told "done" of what then fails would end fal's deliveries.
 *
 * @returns `"busy"`: another one is still at it
 * @throws what `run` throws, and the next one runs it again; or what the store throws
 */
export async function runOnce(
  store: KlingStore,
  key: string,
  run: () => Promise<void>,
): Promise<"done" | "busy"> {
  const lease = crypto.randomUUID();
  const giveUpAt = Date.now() + WAIT_MS;
  for (;;) {
    const known = await store.create(key, lease, LEASE_S);
    if (known === DONE) return "done";
    if (known === null) break;
    if (Date.now() > giveUpAt) return "busy";
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const release = keepLease(store, key, lease);
  try {
    await run();
  } catch (error) {
    await release();
    // Where this fails, what is left of the lease ends by itself.
    await store.delete(key, lease).catch(() => undefined);
    throw error;
  }
  await release();
  await store.set(key, DONE, KEPT_FOR_S);
  return "done";
}

/** Holds a lease for as long as its process lives. Answers what ends that. */
function keepLease(store: KlingStore, key: string, lease: string): () => Promise<void> {
  let renewal = Promise.resolve();

  async function renew(): Promise<void> {
    // A process that was frozen for longer than its lease has lost it to another one.
    if ((await store.get(key)) === lease) await store.set(key, lease, LEASE_S);
  }
  const timer = setInterval(() => {
    renewal = renew().catch(() => undefined);
  }, RENEW_MS);

  return async function release() {
    clearInterval(timer);
    await renewal;
  };
}
