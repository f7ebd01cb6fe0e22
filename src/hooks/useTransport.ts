"use client";

import { useEffect, useMemo, useRef } from "react";
import { createFalTransport } from "../fal/createFalTransport.js";
import type { FalTransportOptions } from "../fal/FalTransportOptions.js";
import type { KlingTransport } from "../fal/KlingTransport.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { useLatest } from "./useLatest.js";
import { warnInDevelopment } from "./warnInDevelopment.js";

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

  useSameTransport(transport);
  return transport ?? made;
}

/** Says so where a transport is made anew in every render: it would forget its uploads each time. */
function useSameTransport(transport: KlingTransport | undefined): void {
  const before = useRef(transport);
  useEffect(() => {
    const isCopy = transport !== before.current && transport?.id === before.current?.id;
    before.current = transport;
    if (isCopy) warnInDevelopment(MADE_ANEW);
  }, [transport]);
}

const MADE_ANEW =
  "a component was given another `transport` to the same proxy. What was uploaded through the one " +
  "before is uploaded again. Make it once, outside of the component or in useState.";

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
