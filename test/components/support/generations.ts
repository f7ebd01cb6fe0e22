import type { Generation, GenerationBase } from "../../../src/index.js";

/** One generation, in the words that the parts are given. */
export const base: GenerationBase = {
  attemptId: "attempt-1",
  input: { prompt: "The boat drifts off", image_url: "https://pictures.example/boat.jpg" },
  priceUsd: 0.35,
  submittedAt: Math.floor(Date.now() / 1000) * 1000,
  isCanceling: false,
  isDurable: true,
  connection: "live",
};

export const requestId = "764cabcf-b745-4b3e-ae38-1200304cf45b";

export const uploading = { ...base, status: "uploading" } satisfies Generation;
export const waiting = { ...base, status: "waiting" } satisfies Generation;
export const submitting = { ...base, status: "submitting" } satisfies Generation;
export const inQueue = {
  ...base,
  status: "in-queue",
  requestId,
  queuePosition: 3,
} satisfies Generation;
export const inProgress = {
  ...base,
  status: "in-progress",
  requestId,
  logs: [],
  step: "rendering",
} satisfies Generation;
export const completed = {
  ...base,
  status: "completed",
  requestId,
  logs: [],
  completedAt: base.submittedAt + 134_000,
  video: { url: "https://media.example/video.mp4" },
} satisfies Generation;
