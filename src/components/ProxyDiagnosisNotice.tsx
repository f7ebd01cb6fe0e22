"use client";

import { forwardRef, type ComponentPropsWithoutRef } from "react";
import type { Labels } from "../locales/Labels.js";
import type { ProxyReport } from "../model/ProxyReport.js";
import { cx } from "./cx.js";
import { ProxyFindingItem } from "./ProxyFindingItem.js";

interface ProxyDiagnosisNoticeProps extends ComponentPropsWithoutRef<"section"> {
  report: ProxyReport;
  /** Left out where the report comes from somewhere else. */
  onAskAgain: (() => void) | undefined;
  onDismiss: () => void;
  labels: Labels;
}

/** A report on the proxy: one entry per finding, its fix with it. */
export const ProxyDiagnosisNotice = forwardRef<HTMLElement, ProxyDiagnosisNoticeProps>(
  function ProxyDiagnosisNotice(
    { report, onAskAgain, onDismiss, labels, className, ...rest },
    ref,
  ) {
    const { proxyUrl, findings } = report;
    const errorCount = findings.filter(({ severity }) => severity === "error").length;
    return (
      <section
        aria-label={labels.proxyCheck}
        {...rest}
        ref={ref}
        className={cx("kling kling-notice kling-diagnosis", className)}
        data-tone={errorCount > 0 ? "warn" : findings.length > 0 ? "info" : "good"}
      >
        <div className="kling-diagnosis-head">
          <p className="kling-notice-title">
            {labels.proxyTitle(errorCount, findings.length - errorCount)}
          </p>
          <p className="kling-hint">
            <code className="kling-code">{proxyUrl}</code> {labels.proxyForDevelopers}
          </p>
        </div>
        {findings.length > 0 ? (
          <ul className="kling-diagnosis-list">
            {findings.map((finding) => (
              <ProxyFindingItem key={finding.code} finding={finding} labels={labels} />
            ))}
          </ul>
        ) : null}
        <div className="kling-actions">
          {onAskAgain ? (
            <button type="button" className="kling-button" onClick={() => onAskAgain()}>
              {labels.proxyAskAgain}
            </button>
          ) : null}
          <button type="button" className="kling-button" onClick={() => onDismiss()}>
            {labels.proxyDismiss}
          </button>
        </div>
      </section>
    );
  },
);
