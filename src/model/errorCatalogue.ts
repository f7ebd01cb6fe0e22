import { formatBytes } from "./formatBytes.js";
import { formatMoment } from "./formatMoment.js";
import { formatQuantity } from "./formatQuantity.js";
import { formatSize } from "./formatSize.js";
import {
  FRAME_MAX_BYTES,
  FRAME_MAX_PIXELS,
  FRAME_MIN_SIDE_PX,
  FRAME_RATIO_MAX,
  FRAME_RATIO_MIN,
  PROMPT_MAX_LENGTH,
} from "./limits.js";

/** Numbers and words that an error's sentence is made with. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/** What is said about one code. */
export interface ErrorEntry {
  /** What happened, one sentence for the visitor. */
  message: (values: ErrorValues) => string;
  /** What the visitor can do. */
  hint?: string;
  /** Whether the same input may succeed when it is sent again. */
  retryable: boolean;
}

const detail = (values: ErrorValues): string =>
  values.detail ? ` (${String(values.detail).replace(/\.$/, "")})` : "";
const size = (values: ErrorValues): string =>
  values.width && values.height
    ? ` This one is ${formatQuantity(formatSize(values.width, values.height), "px")}.`
    : "";

/**
 * The closed list of what can go wrong, with a sentence for people for each.
 * Whether it was charged is not part of it: that depends on when it happened.
 */
export const errorCatalogue = {
  // The input, before anything is sent.
  "prompt-required": {
    message: () => "The prompt is empty.",
    hint: "Describe what should move in the picture.",
    retryable: false,
  },
  "prompt-too-long": {
    message: (v) =>
      `The prompt has ${v.length ?? "too many"} characters; the model takes ${PROMPT_MAX_LENGTH}.`,
    hint: "Shorten it. Nothing is cut for you.",
    retryable: false,
  },
  "negative-prompt-too-long": {
    message: (v) =>
      `The negative prompt has ${v.length ?? "too many"} characters; the model takes ${PROMPT_MAX_LENGTH}.`,
    hint: "Shorten it. Nothing is cut for you.",
    retryable: false,
  },
  "frame-required": {
    message: () => "There is no start frame yet.",
    hint: "Pick the picture that the video begins with.",
    retryable: false,
  },
  "input-invalid": {
    message: (v) => `A setting is outside of what the model takes${detail(v)}.`,
    hint: "Change it and try again.",
    retryable: false,
  },

  // A frame.
  "frame-empty": {
    message: () => "This file is empty.",
    hint: "Pick another picture.",
    retryable: false,
  },
  "frame-type": {
    message: (v) => `This file is ${v.found ?? "not a picture that the model takes"}.`,
    hint: "Pick a picture: JPEG, PNG, WebP, AVIF, GIF or BMP.",
    retryable: false,
  },
  "frame-svg": {
    message: () => "This file is an SVG drawing; the model takes pictures made of pixels.",
    hint: "Export it as PNG and pick that.",
    retryable: false,
  },
  "frame-heic": {
    message: () => "This is a HEIC photo, and this browser cannot read those.",
    hint: "Save it as JPEG, or set the camera to “Most compatible”.",
    retryable: false,
  },
  "frame-too-large": {
    message: (v) =>
      `This picture is too large${v.bytes ? ` (${formatBytes(Number(v.bytes))})` : ""}; the model takes up to ${formatBytes(FRAME_MAX_BYTES)}.`,
    hint: "Make it smaller and pick it again.",
    retryable: false,
  },
  "frame-too-many-pixels": {
    message: (v) =>
      `This picture has too many pixels: at most ${FRAME_MAX_PIXELS / 1e6} megapixels can be opened here.${size(v)}`,
    hint: "Make it smaller and pick it again.",
    retryable: false,
  },
  "frame-too-small": {
    message: (v) =>
      `This picture is too small: each side needs at least ${formatQuantity(FRAME_MIN_SIDE_PX, "px")}.${size(v)}`,
    hint: "Pick a larger picture.",
    retryable: false,
  },
  "frame-ratio": {
    message: (v) =>
      `This picture is too narrow or too wide: width ÷ height must lie between ${FRAME_RATIO_MIN} and ${FRAME_RATIO_MAX}.${size(v)}`,
    hint: "Crop it.",
    retryable: false,
  },
  "frame-unreadable": {
    message: () => "This picture cannot be read: it is damaged or incomplete.",
    hint: "Save it again in a picture editor, or pick another.",
    retryable: false,
  },
  "frame-gone": {
    message: () =>
      "This file can no longer be read: it was moved, changed, or is not on this device.",
    hint: "Pick it again.",
    retryable: true,
  },
  "frame-not-converted": {
    message: (v) => `This picture could not be made into one that the model takes${detail(v)}.`,
    hint: "Save it as JPEG in a picture editor, or pick another.",
    retryable: true,
  },
  "frame-expired": {
    message: () => "The uploaded picture is no longer kept by fal.",
    hint: "Pick the picture again.",
    retryable: false,
  },
  "frame-url": {
    message: () => "This is not a public https address of a picture.",
    hint: "Use an address that begins with https:// and that anybody can open.",
    retryable: false,
  },
  "frame-url-type": {
    message: (v) =>
      `At this address is ${v.found ?? "no picture"}; from an address, the model takes JPEG and PNG.`,
    hint: "Save it and pick it as a file: pictures are converted then.",
    retryable: false,
  },
  "frame-url-credentials": {
    message: () => "This address holds a user name or a password, which the model would be told.",
    hint: "Use an address without them, or upload the picture as a file.",
    retryable: false,
  },
  "frame-url-private": {
    message: () => "This address is inside a private network; the model cannot reach it.",
    hint: "Upload the picture as a file instead.",
    retryable: false,
  },
  "frame-unreachable": {
    message: () => "The model could not fetch this picture from its address.",
    hint: "Upload the picture as a file instead.",
    retryable: false,
  },
  "upload-failed": {
    message: (v) => `The picture could not be uploaded${detail(v)}.`,
    hint: "Check the connection and try again.",
    retryable: true,
  },
  "upload-canceled": {
    message: () => "The upload was canceled.",
    hint: "Start it again, or pick another picture.",
    retryable: true,
  },

  // Before the request leaves the page.
  busy: {
    message: () => "A video is being made here already.",
    hint: "Wait for it, or cancel it first.",
    retryable: true,
  },
  "not-sent": {
    message: () => "Nothing was sent: the server cannot be reached.",
    hint: "Check the connection and press Generate again.",
    retryable: true,
  },
  withdrawn: {
    message: () => "It was taken back before a video was made.",
    hint: "Press Generate again when you are ready.",
    retryable: true,
  },
  interrupted: {
    message: () => "The page was closed before anything was sent.",
    hint: "Press Generate again when you are ready.",
    retryable: true,
  },
  "client-unavailable": {
    message: () => "Nothing was sent: a part of this page could not be loaded.",
    hint: "Reload the page and try again.",
    retryable: true,
  },

  // The way to fal.
  "signed-out": {
    message: () => "You are signed out.",
    hint: "Sign in again.",
    retryable: true,
  },
  "proxy-setup": {
    message: (v) => `This site's connection to fal is not set up for this${detail(v)}.`,
    hint: "Tell the owner of this site.",
    retryable: false,
  },
  "key-invalid": {
    message: () => "This site's fal key is not accepted.",
    hint: "Tell the owner of this site.",
    retryable: false,
  },
  balance: {
    message: () => "This site's fal account is locked or has no credit left.",
    hint: "Tell the owner of this site to top it up.",
    retryable: false,
  },
  "rate-limited": {
    message: () => "Too many requests at once.",
    hint: "Wait a moment and try again.",
    retryable: true,
  },
  "budget-spent": {
    message: (v) =>
      `The budget for videos here is used up${v.freeAt ? ` until ${formatMoment(Number(v.freeAt))}` : ""}.`,
    hint: "Generate it when the budget is free again.",
    retryable: true,
  },
  "not-allowed": {
    message: (v) => (v.detail ? String(v.detail) : "This site does not allow this."),
    hint: "Change it, or ask the owner of this site.",
    retryable: false,
  },
  unreachable: {
    message: () => "The server cannot be reached right now.",
    hint: "The video is still being made; asking goes on.",
    retryable: true,
  },
  "bad-answer": {
    message: (v) => `The server gave an answer that makes no sense${detail(v)}.`,
    hint: "The video is still being made; asking goes on.",
    retryable: true,
  },
  unconfirmed: {
    message: () => "It was sent, but no answer came back.",
    hint: "fal may have accepted it. Nothing is sent again unless you say so.",
    retryable: false,
  },
  "cancel-failed": {
    message: () => "It could not be canceled; the video is still being made.",
    hint: "Try again in a moment.",
    retryable: true,
  },

  // What the model says.
  "content-policy": {
    message: () => "The model's content policy refused this.",
    hint: "Change the prompt or the picture.",
    retryable: false,
  },
  "no-media": {
    message: () => "The model made no video from this.",
    hint: "Try again with another prompt.",
    retryable: false,
  },
  "input-refused": {
    message: (v) => `The input was refused${detail(v)}.`,
    hint: "Change it and try again.",
    retryable: false,
  },
  "model-error": {
    message: (v) => `The model failed${detail(v)}.`,
    hint: "Wait a moment, then check again or try again.",
    retryable: true,
  },
  "queue-timeout": {
    message: () => "It waited in the queue for too long and was taken out.",
    hint: "Try again later.",
    retryable: true,
  },
  "no-video": {
    message: () => "fal says that it is done, but its answer has no video that can be shown.",
    hint: "Ask fal's support with the request id.",
    retryable: false,
  },
  "not-found": {
    message: (v) =>
      v.isOthers
        ? "This site does not know this request as yours: it was made by another visitor, or elsewhere."
        : "fal does not know this request.",
    hint: "Check the request id.",
    retryable: false,
  },
  expired: {
    message: () => "fal no longer keeps this result; results are usually kept for 30 days.",
    hint: "Generate it again if you still need it.",
    retryable: false,
  },
  "result-unreadable": {
    message: (v) => `fal made the video but fails to hand it over${detail(v)}.`,
    hint: "Check again in a moment.",
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;

/** A word for what went wrong. The list is closed; a switch over it can be complete. */
export type KlingVideoErrorCode = keyof typeof errorCatalogue;
