"use client";

import { Check } from "lucide-react";
import type { Labels } from "../locales/Labels.js";
import type { GenerationUnderWay } from "./GenerationUnderWay.js";

interface StepListProps {
  generation: GenerationUnderWay;
  labels: Labels;
}

/** The way from the picture to the video, and where on it the generation is. Renders an `<ol>`. */
export function StepList({ generation, labels }: StepListProps) {
  const current = toStep(generation);
  const steps = [
    { id: "upload", word: current === 0 ? labels.stepUploading : labels.stepUploaded },
    {
      id: "queue",
      word: generation.status === "waiting" ? labels.stepWaiting : labels.stepQueue,
    },
    { id: "rendering", word: labels.stepRendering },
    { id: "video", word: labels.stepVideo },
  ];
  return (
    <ol className="kling-steps" aria-label={labels.steps}>
      {steps.map(({ id, word }, index) => (
        <li
          key={id}
          className="kling-step"
          data-state={index < current ? "done" : index === current ? "current" : "next"}
          aria-current={index === current ? "step" : undefined}
        >
          {index < current ? <Check className="kling-icon" /> : null}
          {word}
          {index < current ? (
            <span className="kling-visually-hidden">, {labels.stepDone}</span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function toStep(generation: GenerationUnderWay): number {
  switch (generation.status) {
    case "uploading":
      return 0;
    case "waiting":
    case "submitting":
    case "in-queue":
      return 1;
    case "in-progress":
      return generation.step === "rendering" ? 2 : 3;
  }
}
