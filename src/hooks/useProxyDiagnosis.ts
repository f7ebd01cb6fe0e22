"use client";

import { useCallback, useEffect, useState } from "react";
import { diagnoseProxy } from "../fal/diagnoseProxy.js";
import type { Generation } from "../model/Generation.js";
import type { ProxyReport } from "../model/ProxyReport.js";
import { isDevelopment } from "./isDevelopment.js";
import { useKlingVideoConfig, type KlingVideoConfig } from "./KlingVideoContext.js";
import { toProxySuspicion } from "./toProxySuspicion.js";
import { useLatest } from "./useLatest.js";
import { warnInDevelopment } from "./warnInDevelopment.js";

/** Which proxy is asked, and when. */
export interface UseProxyDiagnosisOptions extends Pick<
  KlingVideoConfig,
  "proxyUrl" | "headers" | "credentials"
> {
  /**
   * The proxy is asked when this one meets something that a wrong proxy may cause, once each time.
   * @default at once
   */
  generation?: Generation | undefined;
  /** Whether it may be asked at all. It never is in production. @default true */
  isEnabled?: boolean | undefined;
}

/** What the proxy was found to be like. */
export interface ProxyDiagnosisState {
  /** `undefined` until there is one that belongs to what happened last. */
  report: ProxyReport | undefined;
  /** Asks once more. */
  askAgain: () => void;
}

/** Asks the proxy what is wrong with it, in development, when there is a reason to. It costs nothing. */
export function useProxyDiagnosis(options: UseProxyDiagnosisOptions): ProxyDiagnosisState {
  const { generation, isEnabled = true } = options;
  const { proxyUrl, transport, headers, credentials } = useKlingVideoConfig(options);
  // A transport of the host's own goes another way than through the proxy.
  const isOwnWay = transport !== undefined && transport.id !== toAbsolute(proxyUrl);
  const [mountedAt] = useState(() => Date.now());
  const suspicion = generation ? toProxySuspicion(generation, mountedAt) : AT_ONCE;
  const asked = isEnabled && !isOwnWay && isDevelopment() ? proxyUrl : undefined;
  const latest = useLatest({ headers, credentials, suspicion });
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<{ key: string; report: ProxyReport }>();
  const key = suspicion && asked !== undefined ? `${asked} ${suspicion.key}` : null;

  useEffect(() => {
    if (key === null || asked === undefined) return;
    const giveUp = new AbortController();
    const { suspicion: reason, ...request } = latest.current;
    diagnoseProxy(asked, { ...request, ...reason, signal: giveUp.signal }).then(
      (report) => {
        if (giveUp.signal.aborted) return;
        setFound({ key, report });
        warnOf(report);
      },
      () => {}, // given up, or its code cannot be loaded: the failure itself is shown anyway
    );
    return () => giveUp.abort();
  }, [key, asked, turn, latest]);

  const askAgain = useCallback(() => setTurn((last) => last + 1), []);
  return { report: found?.key === key ? found?.report : undefined, askAgain };
}

const AT_ONCE = { key: "at once" };

function toAbsolute(url: string | undefined): string | undefined {
  if (url === undefined || typeof document === "undefined") return url;
  return new URL(url, document.baseURI).href;
}

/** The console has it, too: it can be copied, and is there where the widget is not seen. */
function warnOf({ proxyUrl, findings }: ProxyReport): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  const lines = errors.map(({ code, message, fix }) => `\n- ${code}: ${message} ${fix}`);
  if (lines.length > 0) warnInDevelopment(`The proxy ${proxyUrl} is not right.${lines.join("")}`);
}
