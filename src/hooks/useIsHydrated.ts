"use client";

import { useSyncExternalStore } from "react";

/** `false` on the server and in the first render that must equal it, `true` from then on. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(subscribe, isHydrated, isServer);
}

const subscribe = () => () => {};
const isHydrated = () => true;
const isServer = () => false;
