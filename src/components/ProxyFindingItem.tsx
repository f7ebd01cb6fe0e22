"use client";

import type { Labels } from "../locales/Labels.js";
import type { ProxyFinding } from "../model/ProxyReport.js";
import { toCodeWords } from "./toCodeWords.js";

interface ProxyFindingItemProps {
  finding: ProxyFinding;
  labels: Labels;
}

/** One finding: how grave, its code, what was seen, and what to do. */
export function ProxyFindingItem({ finding, labels }: ProxyFindingItemProps) {
  const { code, severity, values } = finding;
  const own = labels.proxyFindings[code];
  const message = own ? own.message(values) : finding.message;
  const fix = own ? own.fix(values) : finding.fix;
  return (
    <li className="kling-diagnosis-item" data-code={code} data-severity={severity}>
      <p className="kling-notice-text">
        <strong className="kling-diagnosis-severity">
          {severity === "error" ? labels.proxyError : labels.proxyWarning}
        </strong>{" "}
        <code className="kling-code">{code}</code> {toCodeWords(message)}
      </p>
      <p className="kling-notice-text">{toCodeWords(fix)}</p>
    </li>
  );
}
