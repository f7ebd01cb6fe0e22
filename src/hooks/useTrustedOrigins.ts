"use client";

import { useMemo } from "react";
import { useIsHydrated } from "./useIsHydrated.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";

type WayConfig = Pick<KlingVideoConfig, "proxyUrl" | "transport">;

const NO_CONFIG: WayConfig = {};

/**
 * The origins whose addresses are shown although they may be plain http: the page's own and that
 * of the way to fal. Empty on the server.
 */
export function useTrustedOrigins(own: WayConfig = NO_CONFIG): readonly string[] {
  const isHydrated = useIsHydrated();
  const { proxyUrl, transport } = useKlingVideoConfig(own);
  const address = transport?.id ?? proxyUrl;
  return useMemo(() => {
    if (!isHydrated) return [];
    const page = window.location.origin;
    const way = toOrigin(address, document.baseURI);
    return way === null || way === page ? [page] : [page, way];
  }, [isHydrated, address]);
}

function toOrigin(address: string | undefined, base: string): string | null {
  try {
    const { origin } = new URL(address ?? "", base);
    return origin === "null" ? null : origin;
  } catch {
    return null;
  }
}
