"use client";

import { useContext, useMemo, type ReactElement, type ReactNode } from "react";
import {
  KlingVideoContext,
  useKlingVideoConfig,
  type KlingVideoConfig,
} from "../hooks/KlingVideoContext.js";
import { useFrameOptions } from "../hooks/useFrameOptions.js";
import { useTransport } from "../hooks/useTransport.js";

/** What is set once for a subtree. */
export interface KlingVideoProviderProps extends KlingVideoConfig {
  children?: ReactNode;
}

/**
 * Sets proxy, scope, storage, headers, labels and price once for everything below it. Optional:
 * every component and hook takes these itself, too. Renders no element.
 */
export function KlingVideoProvider({ children, ...own }: KlingVideoProviderProps): ReactElement {
  const config = useKlingVideoConfig(own);
  const inheritedLabels = useContext(KlingVideoContext).labels;
  const transport = useTransport(own);
  const { proxyUrl, headers, credentials, scope, storage, concurrency, price } = config;
  const frames = useFrameOptions(own);
  const labels = useMemo(
    () => ({ ...inheritedLabels, ...own.labels }),
    [inheritedLabels, own.labels],
  );
  const value = useMemo(
    () => ({
      proxyUrl,
      transport,
      headers,
      credentials,
      scope,
      storage,
      concurrency,
      labels,
      price,
      ...frames,
    }),
    [proxyUrl, transport, headers, credentials, scope, storage, concurrency, labels, price, frames],
  );
  return <KlingVideoContext.Provider value={value}>{children}</KlingVideoContext.Provider>;
}
