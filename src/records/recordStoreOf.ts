import { RECORD_VERSION } from "../model/record.js";
import { browserStorage } from "./browserStorage.js";
import { createRecordStore } from "./createRecordStore.js";
import type { KlingStorage } from "./KlingStorage.js";
import type { RecordStore } from "./RecordStore.js";

const storesByStorage = new WeakMap<KlingStorage, Map<string, RecordStore>>();
let ownStorage: KlingStorage | undefined;
let storesInMemory: Map<string, RecordStore> | undefined;

/**
 * The one store of this page for a visitor at a proxy. To be called in a browser only.
 *
 * @param transportId the absolute proxy URL
 * @param scope which visitor
 * @param storage the host's own; default: `localStorage`, else the page's memory
 */
export function recordStoreOf(
  transportId: string,
  scope: string,
  storage?: KlingStorage,
): RecordStore {
  ownStorage ??= browserStorage();
  const chosen = storage ?? ownStorage;
  const namespace = `kling-video:${RECORD_VERSION}:${transportId}:${encodeURIComponent(scope)}`;
  const stores = storesOf(chosen);
  const known = stores.get(namespace);
  if (known) return known;
  const store = createRecordStore({ namespace, storage: chosen });
  stores.set(namespace, store);
  return store;
}

function storesOf(storage: KlingStorage | undefined): Map<string, RecordStore> {
  if (!storage) return (storesInMemory ??= new Map());
  const known = storesByStorage.get(storage);
  if (known) return known;
  const stores = new Map<string, RecordStore>();
  storesByStorage.set(storage, stores);
  return stores;
}
