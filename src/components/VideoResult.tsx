"use client";

import { forwardRef, memo, type ComponentPropsWithoutRef } from "react";
import type { Labels } from "../locales/Labels.js";
import type { Generation } from "../model/Generation.js";
import { VideoResultBody } from "./VideoResultBody.js";
import type { VideoPlayerProps } from "./VideoPlayer.js";

export interface VideoResultProps
  extends
    Omit<ComponentPropsWithoutRef<"section">, "children">,
    Pick<VideoPlayerProps, "autoPlay" | "loop" | "muted" | "preload"> {
  /** A completed generation. In any other status nothing is rendered. */
  generation: Generation;
  /** Words in place of the inherited ones, key by key. */
  labels?: Partial<Labels> | undefined;
}

/**
 * The video of a completed generation: a real `<video>`, Download, Copy link, and what it took.
 * Renders a `<section>`.
 */
export const VideoResult = memo(
  forwardRef<HTMLElement, VideoResultProps>(function VideoResult({ generation, ...rest }, ref) {
    if (generation.status !== "completed") return null;
    // Another video begins anew.
    return (
      <VideoResultBody key={generation.video.url} ref={ref} generation={generation} {...rest} />
    );
  }),
);
