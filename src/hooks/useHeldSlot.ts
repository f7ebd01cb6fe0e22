"use client";

import { useState } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingStorage } from "../records/KlingStorage.js";
import type { RecordStore } from "../records/RecordStore.js";
import { recordStoreOf } from "../records/recordStoreOf.js";
import { useIsomorphicLayoutEffect } from "./useIsomorphicLayoutEffect.js";
import { warnInDevelopment } from "./warnInDevelopment.js";

/** Whose records, and which of them. */
interface Wanted {
  transport: KlingTransport;
  scope: string;
  storage: KlingStorage | undefined;
  slot: string;
}

/** A slot of the record store, held by one component. */
export interface HeldSlot {
  store: RecordStore;
  slot: string;
}

/**
 * Holds a slot of a visitor's records for as long as the component is mounted. `undefined` on a
 * server and in the first render, which must look like the server's, and in a render that asks for
 * other records than the last one: one visitor's are never shown to the next.
 */
export function useHeldSlot({ transport, scope, storage, slot }: Wanted): HeldSlot | undefined {
  const [held, setHeld] = useState<{ wanted: Wanted; value: HeldSlot }>();

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
    const value = { store, slot: isFirst ? slot : `${slot}#${nextOwner++}` };
    setHeld({ wanted: { transport, scope, storage, slot }, value });
    return () => store.releaseSlot(slot, owner);
  }, [transport, scope, storage, slot]);

  const isSame =
    held?.wanted.transport === transport &&
    held.wanted.scope === scope &&
    held.wanted.storage === storage &&
    held.wanted.slot === slot;
  return isSame ? held.value : undefined;
}

let nextOwner = 2;
