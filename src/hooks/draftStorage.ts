import { frameIdOf } from "../frames/frameId.js";
import { DURATIONS, type Duration } from "../model/input.js";
import type { Draft } from "./Draft.js";

const VERSION = 1;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** The words of a draft, and the names of its files. */
export interface StoredDraft {
  words: Partial<Draft>;
  files: Partial<Record<FrameSlot, string>>;
}

/** The frames of a draft. */
export type FrameSlot = "startFrame" | "endFrame";

/** Where the draft of a widget is kept. Another visitor (`scope`) has another place. */
export function toDraftKey(scope: string, slot: string): string {
  return toDraftPrefix(scope) + encodeURIComponent(slot);
}

/** How the keys of a visitor's drafts begin, and nobody else's. */
export function toDraftPrefix(scope: string): string {
  return `kling-video-draft:${VERSION}:${encodeURIComponent(scope)}:`;
}

/**
 * What is kept of a draft; nothing where it is older than 7 days, is not a draft, or where there
 * is no storage. Its files are kept elsewhere, under the names that stand here.
 *
 * @param now in ms since the epoch
 */
export function readDraft(key: string, now: number): StoredDraft {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(key) ?? "null");
    if (!isObject(stored) || typeof stored.savedAt !== "number") return NOTHING;
    return now - stored.savedAt > KEPT_MS ? NOTHING : toStoredDraft(stored);
  } catch {
    return NOTHING;
  }
}

/** Whether anything is kept under a key, of use or not. */
export function hasDraft(key: string): boolean {
  try {
    return globalThis.localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Keeps a draft, where there is a storage with room for it. */
export function writeDraft(key: string, draft: Draft, now: number): void {
  const { prompt, startFrame, endFrame, settings } = draft;
  const words = { startFrame: toStoredFrame(startFrame), endFrame: toStoredFrame(endFrame) };
  try {
    globalThis.localStorage.setItem(
      key,
      JSON.stringify({ savedAt: now, prompt, settings, ...words }),
    );
  } catch {
    // A draft that cannot be kept is still in the form.
  }
}

/** Forgets the words of some drafts. */
export function removeDrafts(isWanted: (key: string) => boolean): void {
  try {
    const keys = Object.keys(globalThis.localStorage);
    keys.filter(isWanted).forEach((key) => globalThis.localStorage.removeItem(key));
  } catch {
    // There is no storage, and so nothing in it.
  }
}

const NOTHING: StoredDraft = { words: {}, files: {} };

/** The address, or the name of the file. */
function toStoredFrame(frame: Draft["startFrame"]) {
  return frame instanceof Blob ? { file: frameIdOf(frame) } : (frame ?? undefined);
}

function toStoredDraft(stored: Record<string, unknown>): StoredDraft {
  const { prompt, startFrame, endFrame, settings } = stored;
  const words = {
    ...(typeof prompt === "string" && { prompt }),
    ...(typeof startFrame === "string" && { startFrame }),
    ...(typeof endFrame === "string" && { endFrame }),
    ...(isObject(settings) && { settings: toSettings(settings) }),
  };
  const files = {
    ...(isFileName(startFrame) && { startFrame: startFrame.file }),
    ...(isFileName(endFrame) && { endFrame: endFrame.file }),
  };
  return { words, files };
}

function isFileName(value: unknown): value is { file: string } {
  return isObject(value) && typeof value.file === "string";
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
