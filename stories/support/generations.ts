import {
  KlingVideoError,
  type Generation,
  type GenerationBase,
  type StartedGeneration,
  type LogLine,
} from "../../src/index.js";
import street from "../assets/street.jpg";
import clip from "../assets/street.webm";

const SECOND_MS = 1000;

/** Fixed states of one generation, one for each word that it can have. */
const base: GenerationBase = {
  attemptId: "0d9b2b7e-4f0c-4a39-9c6b-6a8f3a8f6d11",
  input: {
    prompt: "A paper boat drifts down a rain-soaked street at dusk.",
    image_url: new URL(street, import.meta.url).href,
    duration: "5",
  },
  priceUsd: 0.35,
  submittedAt: Date.now() - 84 * SECOND_MS,
  isCanceling: false,
  isDurable: true,
  connection: "live",
};

const requestId = "764cabcf-b745-4b3e-ae38-1200304cf45b";

const logs: readonly LogLine[] = [
  { timestamp: "2026-11-22T14:02:11.000Z", level: "INFO", message: "runner assigned" },
  { timestamp: "2026-11-22T14:02:13.000Z", level: "INFO", message: "start frame read, 1280×720" },
  { timestamp: "2026-11-22T14:03:01.000Z", level: "INFO", message: "denoising, step 24 of 50" },
];

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
  logs,
  step: "rendering",
} satisfies Generation;

export const completed = {
  ...base,
  status: "completed",
  requestId,
  logs,
  completedAt: base.submittedAt + 134 * SECOND_MS,
  video: { url: new URL(clip, import.meta.url).href, contentType: "video/webm" },
} satisfies Generation;

export const unconfirmed = {
  ...base,
  status: "unconfirmed",
  canCheck: false,
  error: new KlingVideoError({ code: "unconfirmed", charged: "maybe" }),
} satisfies Generation;

export const canceled = {
  ...base,
  status: "canceled",
  requestId,
  charged: "no",
} satisfies Generation;

/** A generation that ended with an error. */
export function failedWith(
  init: Omit<ConstructorParameters<typeof KlingVideoError>[0], "requestId">,
): StartedGeneration {
  const error = new KlingVideoError({ ...init, requestId });
  return { ...base, status: "failed", requestId, error, logs, completedAt: Date.now() };
}
