"use client";

import type { Labels } from "../locales/Labels.js";
import type { VideoTroubleKind } from "./VideoState.js";

interface VideoTroubleProps {
  trouble: VideoTroubleKind;
  /** `null`: it must not be opened. */
  url: string | null;
  onRetry: (() => void) | undefined;
  labels: Labels;
}

/** Why the video is not shown, over its picture, and the ways that are left to it. */
export function VideoTrouble({ trouble, url, onRetry, labels }: VideoTroubleProps) {
  const { title, hint } = toWords(trouble, labels);
  const mayRetry = trouble === "gone" || trouble === "lost";
  return (
    <div className="kling-stage-overlay" role="alert">
      <p className="kling-stage-title">{title}</p>
      <p className="kling-stage-detail">{hint}</p>
      {url === null ? null : (
        <div className="kling-actions">
          {mayRetry && onRetry ? (
            <button type="button" className="kling-button" onClick={() => onRetry()}>
              {labels.loadAgain}
            </button>
          ) : null}
          <a className="kling-button" href={url} target="_blank" rel="noopener noreferrer">
            {labels.openVideo}
          </a>
        </div>
      )}
    </div>
  );
}

function toWords(trouble: VideoTroubleKind, labels: Labels): { title: string; hint: string } {
  switch (trouble) {
    case "gone":
      return { title: labels.videoGone, hint: labels.videoGoneHint };
    case "lost":
      return { title: labels.videoLost, hint: labels.videoLostHint };
    case "codec":
      return { title: labels.videoCodec, hint: labels.videoCodecHint };
    case "unsafe":
      return { title: labels.videoUnsafe, hint: labels.videoUnsafeHint };
  }
}
