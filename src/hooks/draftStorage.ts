import { DURATIONS, type Duration } from "../model/input.js";
import type { Draft } from "./Draft.js";

const VERSION = 1;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Where the draft of a widget is kept. Another visitor (`scope`) has another place. */
export function toDraftKey(scope: string, slot: string): string {
  return `kling-video-draft:${VERSION}:${encodeURIComponent(scope)}:${encodeURIComponent(slot)}`;
}

/**
 * What is kept of a draft; nothing where it is older than 7 days, is not a draft, or where there
 * is no storage. Files are not kept.
 *
 * @param now in ms since the epoch
 */
export function readDraft(key: string, now: number): Partial<Draft> {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(key) ?? "null");
    if (!isObject(stored) || typeof stored.savedAt !== "number") return {};
    return now - stored.savedAt > KEPT_MS ? {} : toDraft(stored);
  } catch {
    return {};
  }
}

/** Keeps a draft, where there is a storage with room for it. */
export function writeDraft(key: string, draft: Draft, now: number): void {
  const { prompt, startFrame, endFrame, settings } = draft;
  const words = { startFrame: toAddress(startFrame), endFrame: toAddress(endFrame) };
  try {
    globalThis.localStorage.setItem(
      key,
      JSON.stringify({ savedAt: now, prompt, settings, ...words }),
    );
  } catch {
    // A draft that cannot be kept is still in the form.
  }
}

function toAddress(frame: Draft["startFrame"]): string | undefined {
  return typeof frame === "string" ? frame : undefined;
}

function toDraft(stored: Record<string, unknown>): Partial<Draft> {
  const { prompt, startFrame, endFrame, settings } = stored;
  return {
    ...(typeof prompt === "string" && { prompt }),
    ...(typeof startFrame === "string" && { startFrame }),
    ...(typeof endFrame === "string" && { endFrame }),
    ...(isObject(settings) && { settings: toSettings(settings) }),
  };
}

function toSettings(stored: Record<string, unknown>): Draft["settings"] {
  const { duration, cfg_scale, negative_prompt } = stored;
  return {
    ...(isDuration(duration) && { duration }),
    ...(typeof cfg_scale === "number" && { cfg_scale }),
    ...(typeof negative_prompt === "string" && { negative_prompt }),
  };
}

function isDuration(value: unknown): value is Duration {
  return DURATIONS.some((duration) => duration === value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
