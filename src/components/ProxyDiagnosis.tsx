"use client";

import { forwardRef, lazy, Suspense, useState, type ComponentPropsWithoutRef } from "react";
import { useLabels } from "../hooks/useLabels.js";
import { useProxyDiagnosis, type UseProxyDiagnosisOptions } from "../hooks/useProxyDiagnosis.js";
import type { Labels } from "../locales/Labels.js";
import type { Generation } from "../model/Generation.js";
import type { ProxyReport } from "../model/ProxyReport.js";

type Notice = (typeof import("./ProxyDiagnosisNotice.js"))["ProxyDiagnosisNotice"];

// No visitor needs it: in production it is never loaded.
const ProxyDiagnosisNotice = lazy(async (): Promise<{ default: Notice }> => {
  try {
    return { default: (await import("./ProxyDiagnosisNotice.js")).ProxyDiagnosisNotice };
  } catch {
    // What is down may be the server of this very file; the host's tree must not go down with it.
    return { default: forwardRef(() => null) };
  }
});

/** Props of `ProxyDiagnosis`. */
export interface ProxyDiagnosisProps
  extends
    Omit<ComponentPropsWithoutRef<"section">, "children">,
    Pick<UseProxyDiagnosisOptions, "proxyUrl" | "headers" | "credentials"> {
  /**
   * What `diagnoseProxy` found. Without it the proxy of the props or of the nearest provider is asked,
   * in development only.
   */
  report?: ProxyReport | undefined;
  /**
   * With it, the proxy is asked only when this generation meets what a wrong proxy may cause, and
   * nothing is shown as long as nothing is found. @default asked at once
   */
  generation?: Generation | undefined;
  /** The developer has seen it. It is hidden until there is another report. */
  onDismiss?: (() => void) | undefined;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * For the developer of a host: what is wrong with the proxy, and what to do. In production it asks
 * nothing, loads nothing and shows only a `report` that it is given. Renders a `<section>`.
 */
export const ProxyDiagnosis = forwardRef<HTMLElement, ProxyDiagnosisProps>(
  function ProxyDiagnosis(props, ref) {
    const { report, generation, proxyUrl, headers, credentials, onDismiss, labels, ...rest } =
      props;
    const isEnabled = report === undefined;
    const config = { proxyUrl, headers, credentials };
    const own = useProxyDiagnosis({ ...config, generation, isEnabled });
    const words = useLabels(labels);
    const [dismissed, setDismissed] = useState<ProxyReport>();

    const shown = report ?? own.report;
    const isQuiet = generation !== undefined && shown?.findings.length === 0;
    if (!shown || shown === dismissed || isQuiet) return null;
    return (
      <Suspense fallback={null}>
        <ProxyDiagnosisNotice
          {...rest}
          ref={ref}
          report={shown}
          onAskAgain={isEnabled ? own.askAgain : undefined}
          onDismiss={() => {
            setDismissed(shown);
            onDismiss?.();
          }}
          labels={words}
        />
      </Suspense>
    );
  },
);
