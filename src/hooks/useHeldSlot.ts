"use client";

import { useState } from "react";
import type { KlingTransport } from "../fal/KlingTransport.js";
import type { KlingStorage } from "../records/KlingStorage.js";
import type { RecordStore } from "../records/RecordStore.js";
import { recordStoreOf } from "../records/recordStoreOf.js";
import { useIsomorphicLayoutEffect } from "./useIsomorphicLayoutEffect.js";
import { useLatest } from "./useLatest.js";
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
 * Holds a slot of a visitor's records for as long as the component is mounted. A second component
 * makes do with a slot of its own until the first one leaves, and then takes its place.
 *
 * `undefined` on a server and in the first render, which must look like the server's, and in a
 * render that asks for other records than the last one: one visitor's are never shown to the next.
 * What makes records other ones are the proxy, the scope and the slot; a storage is taken as it is
 * then, since an object that is written in a render is another one in each.
 */
export function useHeldSlot({ transport, scope, storage, slot }: Wanted): HeldSlot | undefined {
  const { id } = transport;
  const key = JSON.stringify([id, scope, slot]);
  const [held, setHeld] = useState<{ key: string; value: HeldSlot }>();
  const latestStorage = useLatest(storage);

  useIsomorphicLayoutEffect(() => {
    const store = recordStoreOf(id, scope, latestStorage.current);
    const owner = {};
    const hold = (heldSlot: string) => setHeld({ key, value: { store, slot: heldSlot } });
    if (store.claimSlot(slot, owner)) {
      hold(slot);
      return () => store.releaseSlot(slot, owner);
    }

    warnInDevelopment(
      `two components use the slot "${slot}". Only the first one resumes after a reload; give ` +
        `each its own \`slot\` so that both do.`,
    );
    const ownSlot = `${slot}#${nextOwner++}`;
    hold(ownSlot);
    const stopWaiting = store.subscribe(() => {
      if (!store.claimSlot(slot, owner)) return;
      stopWaiting();
      store.moveSlot(ownSlot, slot);
      hold(slot);
    });
    return () => {
      stopWaiting();
      store.releaseSlot(slot, owner);
    };
  }, [key, id, scope, slot, latestStorage]);

  return held?.key === key ? held.value : undefined;
}

let nextOwner = 2;
