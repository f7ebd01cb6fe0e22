import { notifyManager, QueryObserver, type QueryClient } from "@tanstack/react-query";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { GenerationRecord } from "../model/record.js";
import type { StatusFacts } from "../model/status.js";
import type { RecordStore } from "../records/RecordStore.js";
import { klingVideoKeys } from "./klingVideoKeys.js";
import { statusQueryOptions } from "./statusQueryOptions.js";

/** Where generations are noted and followed, and how many of them may be under way at once. */
export interface TurnContext {
  transport: KlingTransport;
  store: RecordStore;
  client: QueryClient;
  /** @default no limit */
  concurrency?: number | undefined;
}

/** Whether one more may be sent now. */
export function isTurnFree({ concurrency = Infinity, ...context }: TurnContext): boolean {
  const underWay = context.store.getRecords().filter((record) => isUnderWay(record, context));
  return underWay.length < concurrency;
}

/**
 * Resolves when an attempt may be sent: at once, or after it has been noted as waiting and enough
 * of the others have come to their end. Those who wait go in the order in which they came. It never
 * resolves for an attempt that is taken back.
 */
export async function takeTurn(context: TurnContext, attemptId: string): Promise<void> {
  const { store } = context;
  if (store.getLive(attemptId)?.hasTurn) return;
  if (isTurnFree(context)) return store.setLive(attemptId, { hasTurn: true });
  // Kept, so that a page that is closed meanwhile leaves word that nothing was sent.
  void store.update(attemptId, { progress: { phase: "waiting" } });
  await turn(context, attemptId);
}

/** The component that asked for it may be gone, so what is waited for is followed from here. */
function turn(context: TurnContext, attemptId: string): Promise<void> {
  const { store } = context;
  const stops = new Map<string, () => void>();
  return new Promise((resolve) => {
    let isOver = false;
    const stop = () => {
      isOver = true;
      stops.forEach((stopOne) => stopOne());
    };
    const look = () => {
      if (isOver) return;
      const live = store.getLive(attemptId);
      if (!live || live.isCancelPending) return stop();
      if (!isTurnFree(context)) return followOthers(context, stops, look);
      stop();
      store.setLive(attemptId, { hasTurn: true });
      resolve();
    };
    stops.set("store", store.subscribe(look));
    look();
  });
}

function followOthers(
  { transport, store, client }: TurnContext,
  stops: Map<string, () => void>,
  onChange: () => void,
): void {
  for (const { progress, reopenings } of store.getRecords()) {
    if (progress.phase !== "accepted") continue;
    const { requestId } = progress;
    const options = statusQueryOptions({ transport, requestId, reopenings });
    const key = options.queryKey.join(" ");
    if (stops.has(key)) continue;
    // Batched: an observer tells of its first look while it is still being subscribed to.
    const listen = notifyManager.batchCalls(onChange);
    stops.set(key, new QueryObserver(client, options).subscribe(listen));
  }
}

/** Whether a generation is being sent, is in fal's queue, or is being made; on any page. */
function isUnderWay(
  { attemptId, progress, reopenings }: GenerationRecord,
  { transport, store, client }: TurnContext,
): boolean {
  const live = store.getLive(attemptId);
  if (live) return live.hasTurn === true;
  switch (progress.phase) {
    case "submitting":
      return true;
    case "accepted": {
      const key = klingVideoKeys.status(transport.id, progress.requestId, reopenings);
      return client.getQueryData<StatusFacts>(key)?.status !== "completed";
    }
    case "uploading":
    case "waiting":
    case "unconfirmed":
    case "completed":
    case "failed":
    case "canceled":
      return false;
  }
}
