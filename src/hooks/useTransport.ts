"use client";

import { useMemo } from "react";
import { createFalTransport } from "../fal/createFalTransport.js";
import type { FalTransportOptions } from "../fal/FalTransportOptions.js";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { useLatest } from "./useLatest.js";

type TransportConfig = Pick<KlingVideoConfig, "transport" | "proxyUrl" | "headers" | "credentials">;

const NO_CONFIG: TransportConfig = {};

/**
 * The way to fal: the given transport, or one to the given proxy, or the nearest provider's.
 * `undefined` where there is none of them.
 */
export function useTransport(own: TransportConfig = NO_CONFIG): KlingTransport | undefined {
  const { transport, proxyUrl, headers, credentials } = useKlingVideoConfig(own);
  const latestHeaders = useLatest(headers);
  const hasHeaders = headers !== undefined;

  const made = useMemo(() => {
    if (proxyUrl === undefined) return undefined;
    if (!hasHeaders) return sharedTransport({ proxyUrl, credentials });
    const readHeaders = async () => {
      const current = latestHeaders.current;
      return typeof current === "function" ? current() : (current ?? {});
    };
    return createFalTransport({ proxyUrl, credentials, headers: readHeaders });
  }, [proxyUrl, credentials, hasHeaders, latestHeaders]);

  return transport ?? made;
}

let transports: Map<string, KlingTransport> | undefined;

/**
 * One transport of the page for each proxy, so that an upload that one part started is found by
 * another. On a server every render has its own.
 */
function sharedTransport(options: FalTransportOptions): KlingTransport {
  if (typeof document === "undefined") return createFalTransport(options);
  const key = `${options.credentials ?? ""} ${options.proxyUrl}`;
  transports ??= new Map();
  const known = transports.get(key);
  if (known) return known;
  const transport = createFalTransport(options);
  transports.set(key, transport);
  return transport;
}
