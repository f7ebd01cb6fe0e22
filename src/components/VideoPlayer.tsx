"use client";

import { useCallback, useEffect, useRef } from "react";
import { findVideoTrouble } from "./findVideoTrouble.js";
import type { VideoState } from "./VideoState.js";

export interface VideoPlayerProps {
  src: string;
  /** Accessible name. */
  label: string;
  /** Starts by itself; only a muted video does, and none where less motion is wished. @default false */
  autoPlay?: boolean | undefined;
  /** Begins again at its end. @default false */
  loop?: boolean | undefined;
  /** Without sound. @default false */
  muted?: boolean | undefined;
  /** What is loaded before it plays. @default "metadata" */
  preload?: "none" | "metadata" | "auto" | undefined;
  hasRetried: boolean;
  onStateChange: (state: VideoState) => void;
}

/** Pictures whose shapes differ by less fill the box; the model rounds to whole blocks of pixels. */
const SAME_SHAPE = 0.03;

/** The `<video>` itself, with the browser's own controls. */
export function VideoPlayer({
  src,
  label,
  autoPlay = false,
  loop = false,
  muted = false,
  preload = "metadata",
  hasRetried,
  onStateChange,
}: VideoPlayerProps) {
  const element = useRef<HTMLVideoElement>(null);
  const mayStart = autoPlay && muted;

  const handleMetadata = useCallback(() => {
    const video = element.current;
    if (!video) return;
    const { videoWidth: width, videoHeight: height, duration: seconds } = video;
    video.dataset.fit = isSameShape(video) ? "fill" : "contain";
    onStateChange({ status: "ready", hasRetried, facts: { width, height, seconds } });
  }, [hasRetried, onStateChange]);

  const handleError = useCallback(() => {
    const error = element.current?.error ?? null;
    void findVideoTrouble(error, src).then((trouble) => {
      if (element.current) onStateChange({ status: "broken", hasRetried, trouble });
    });
  }, [src, hasRetried, onStateChange]);

  // What happened before hydration was heard by nobody.
  useEffect(() => {
    const video = element.current;
    if (video?.error) handleError();
    else if (video && video.readyState >= video.HAVE_METADATA) handleMetadata();
  }, [handleError, handleMetadata]);

  useEffect(() => {
    if (!mayStart || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    // A browser may refuse to start a video; the controls are there.
    element.current?.play().catch(() => {});
  }, [mayStart]);

  return (
    <video
      ref={element}
      className="kling-video"
      src={src}
      aria-label={label}
      controls
      playsInline
      loop={loop}
      muted={muted}
      preload={preload}
      onLoadedMetadata={handleMetadata}
      onError={handleError}
    />
  );
}

function isSameShape({ videoWidth, videoHeight, clientWidth, clientHeight }: HTMLVideoElement) {
  const shape = videoWidth / videoHeight;
  return Math.abs(clientWidth / clientHeight / shape - 1) < SAME_SHAPE;
}
