"use client";

import type { Labels } from "../locales/Labels.js";
import { CopyButton } from "./CopyButton.js";

interface RequestIdProps {
  requestId: string | undefined;
  labels: Labels;
}

/** The request id, for the support of the site or of fal. Nothing where there is none. */
export function RequestId({ requestId, labels }: RequestIdProps) {
  if (!requestId) return null;
  return (
    <div className="kling-request-id">
      <span className="kling-request-id-label">{labels.requestId}</span>
      <code className="kling-request-id-code">{requestId}</code>
      <CopyButton
        text={requestId}
        copiedLabel={labels.copied}
        data-variant="quiet"
        aria-label={labels.copyRequestId}
      >
        {labels.copy}
      </CopyButton>
    </div>
  );
}
