import { createStore, del, delMany, entries, get, keys, set, type UseStore } from "idb-keyval";
import { FRAME_MAX_BYTES } from "../model/limits.js";

/** A file of a draft, and where it was uploaded to. */
export interface KeptFrame {
  /** What the words of the draft call it. */
  id: string;
  file: File;
  /** Whether it was written here, so that nothing is wrong with it. */
  isMade: boolean;
  upload?: KeptUpload | undefined;
}

export interface KeptUpload {
  /** The transport that uploaded it. */
  transportId: string;
  url: string;
  /** In ms since the epoch. */
  uploadedAt: number;
}

/** What is kept under a key. */
interface Kept {
  /** In ms since the epoch. */
  savedAt: number;
  frames: readonly KeptFrame[];
}

const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Most bytes of all drafts of the site together: a guest in the visitor's storage stays small. */
const MAX_BYTES = 60_000_000;

/** The files of a draft; none where they are older than 7 days or cannot be read. Never rejects. */
export function readKeptFrames(key: string, now: number): Promise<readonly KeptFrame[]> {
  return inOrder([], async (store) => {
    const kept = toKept(await get<unknown>(key, store));
    return kept && now - kept.savedAt <= KEPT_MS ? kept.frames : [];
  });
}

/**
 * Keeps the files of a draft in place of those that were kept under its key. A file that is too
 * large to be a frame is not kept, and the oldest drafts of the site make room. Never rejects.
 */
export function writeKeptFrames(
  key: string,
  frames: readonly KeptFrame[],
  now: number,
): Promise<void> {
  return inOrder(undefined, async (store) => {
    const small = frames.filter(({ file }) => file.size <= FRAME_MAX_BYTES);
    if (small.length === 0) return del(key, store);
    try {
      await set(key, { savedAt: now, frames: small } satisfies Kept, store);
    } catch {
      return del(key, store); // the frames of an older draft, which this one has replaced
    }
    await makeRoom(store, now);
  });
}

/**
 * Notes what became known of files that are kept: where they were uploaded to. Another page may have
 * kept others under the key meanwhile, and those stay. Never rejects.
 */
export function updateKeptFrames(key: string, frames: readonly KeptFrame[]): Promise<void> {
  return inOrder(undefined, async (store) => {
    const kept = toKept(await get<unknown>(key, store));
    if (!kept || toNames(kept.frames) !== toNames(frames)) return;
    await set(key, { ...kept, frames } satisfies Kept, store);
  });
}

/** Which files these are, for a comparison. */
export function toNames(frames: readonly KeptFrame[]): string {
  return frames.map(({ id }) => id).join(" ");
}

/** Forgets the files of some drafts. Never rejects. */
export function removeKeptFrames(isWanted: (key: string) => boolean): Promise<void> {
  return inOrder(undefined, async (store) => {
    const wanted = (await keys<string>(store)).filter(isWanted);
    if (wanted.length > 0) await delMany(wanted, store);
  });
}

async function makeRoom(store: UseStore, now: number): Promise<void> {
  const all = (await entries<string, unknown>(store))
    .map(([key, value]) => ({ key, kept: toKept(value) }))
    .sort((a, b) => (b.kept?.savedAt ?? 0) - (a.kept?.savedAt ?? 0));
  let bytes = 0;
  const surplus = all.filter(({ kept }) => {
    bytes += kept?.frames.reduce((sum, { file }) => sum + file.size, 0) ?? 0;
    return !kept || now - kept.savedAt > KEPT_MS || bytes > MAX_BYTES;
  });
  if (surplus.length > 0)
    await delMany(
      surplus.map(({ key }) => key),
      store,
    );
}

let openedStore: UseStore | undefined;
let last: Promise<unknown> = Promise.resolve();

/** One step after the other, so that what was written last is what is read next. */
function inOrder<T>(fallback: T, step: (store: UseStore) => Promise<T>): Promise<T> {
  const result = last.then(async () => {
    try {
      return await step((openedStore ??= createStore("react-kling-video", "frames")));
    } catch {
      // There is no storage here, or no room in it: a draft that cannot be kept is still in the form.
      return fallback;
    }
  });
  last = result;
  return result;
}

function toKept(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("savedAt" in value) || typeof value.savedAt !== "number") return undefined;
  if (!("frames" in value) || !Array.isArray(value.frames)) return undefined;
  const frames: unknown[] = value.frames;
  return { savedAt: value.savedAt, frames: frames.filter(isKeptFrame) };
}

function isKeptFrame(value: unknown): value is KeptFrame {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    typeof value.id === "string" &&
    "file" in value &&
    value.file instanceof File
  );
}
