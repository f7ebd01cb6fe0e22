"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import type { Labels } from "../locales/Labels.js";
import type { KlingVideo } from "../model/status.js";
import { CopyButton } from "./CopyButton.js";
import { downloadVideo } from "./downloadVideo.js";

interface VideoActionsProps {
  video: KlingVideo;
  labels: Labels;
}

/** What can be done with a video: keep it, and pass its address on. */
export function VideoActions({ video, labels }: VideoActionsProps) {
  const [isDownloading, setIsDownloading] = useState(false);
  return (
    <div className="kling-actions">
      <button
        type="button"
        className="kling-button"
        data-variant="strong"
        aria-disabled={isDownloading}
        onClick={() => {
          if (isDownloading) return;
          setIsDownloading(true);
          void downloadVideo(video).then(() => setIsDownloading(false));
        }}
      >
        <Download className="kling-icon" />
        {isDownloading ? labels.downloading : labels.download}
      </button>
      <CopyButton text={video.url} copiedLabel={labels.copied}>
        {labels.copyLink}
      </CopyButton>
    </div>
  );
}
