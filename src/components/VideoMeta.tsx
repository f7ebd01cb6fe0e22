"use client";

import type { Labels } from "../locales/Labels.js";
import type { Generation } from "../model/Generation.js";
import { formatUsd } from "./formatUsd.js";
import type { VideoState } from "./VideoState.js";

interface VideoMetaProps {
  generation: Extract<Generation, { status: "completed" }>;
  state: VideoState;
  labels: Labels;
}

/** What the video is and what it took, in one line. fal says nothing of it: the element does. */
export function VideoMeta({ generation, state, labels }: VideoMetaProps) {
  const { submittedAt, completedAt, priceUsd } = generation;
  const facts = state.status === "ready" ? state.facts : null;
  const items = [
    facts && labels.videoSize(facts.width, facts.height),
    facts && Number.isFinite(facts.seconds) && labels.videoLength(Math.round(facts.seconds)),
    completedAt !== undefined &&
      labels.timeTaken(Math.max(0, Math.round((completedAt - submittedAt) / 1000))),
    formatUsd(priceUsd, labels.locale),
  ];
  return <p className="kling-result-meta">{items.filter(Boolean).join(" · ")}</p>;
}
