"use client";

import { useState } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingStorage } from "../records/KlingStorage.js";
import type { RecordStore } from "../records/RecordStore.js";
import { recordStoreOf } from "../records/recordStoreOf.js";
import { useIsomorphicLayoutEffect } from "./useIsomorphicLayoutEffect.js";
import { warnInDevelopment } from "./warnInDevelopment.js";

/** A slot of the record store, held by one component. */
export interface HeldSlot {
  store: RecordStore;
  slot: string;
}

/**
 * Holds a slot of the visitor's records for as long as the component is mounted. `undefined` on a
 * server and in the first render, which must look like the server's.
 */
export function useHeldSlot(
  transport: KlingTransport,
  scope: string,
  storage: KlingStorage | undefined,
  slot: string,
): HeldSlot | undefined {
  const [held, setHeld] = useState<HeldSlot>();

  useIsomorphicLayoutEffect(() => {
    const store = recordStoreOf(transport.id, scope, storage);
    const owner = {};
    const isFirst = store.claimSlot(slot, owner);
    if (!isFirst) {
      warnInDevelopment(
        `two components use the slot "${slot}". Only the first one resumes after a reload; give ` +
          `each its own \`slot\` so that both do.`,
      );
    }
    setHeld({ store, slot: isFirst ? slot : `${slot}#${nextOwner++}` });
    return () => store.releaseSlot(slot, owner);
  }, [transport, scope, storage, slot]);

  return held;
}

let nextOwner = 2;
