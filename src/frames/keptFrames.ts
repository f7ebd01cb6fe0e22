import { createStore, delMany, entries, get, keys, set, type UseStore } from "idb-keyval";
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

/** Each file has a place of its own, so that pages with the same draft do not write over another's. */
type Place = [draft: string, id: string];

interface Kept extends KeptFrame {
  /** In ms since the epoch. */
  savedAt: number;
}

const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Most bytes of all drafts of the site together: a guest in the visitor's storage stays small. */
const MAX_BYTES = 60_000_000;

/**
 * The files that the words of a draft name; none that is older than 7 days or cannot be read. What
 * else is kept for the draft is removed: nobody would find it any more. Never rejects.
 */
export function readKeptFrames(
  draft: string,
  ids: readonly string[],
  now: number,
): Promise<readonly KeptFrame[]> {
  return inOrder([], async (store) => {
    await remove(store, (owner, id) => owner === draft && !ids.includes(id));
    const found = await Promise.all(ids.map((id) => get<unknown>(toPlace(draft, id), store)));
    return found.filter(isKept).filter(({ savedAt }) => now - savedAt <= KEPT_MS);
  });
}

/**
 * Keeps files of a draft that are not kept yet, and what became known of the others. A file that is
 * too large to be a frame is not kept, and the oldest files of the site make room. Never rejects.
 */
export function keepFrames(
  draft: string,
  frames: readonly KeptFrame[],
  now: number,
): Promise<void> {
  return inOrder(undefined, async (store) => {
    for (const frame of frames) await put(store, draft, frame, now);
    await makeRoom(store, now);
  });
}

/**
 * Notes what became known of files that are kept: where they were uploaded to. What another page has
 * forgotten meanwhile stays forgotten. Never rejects.
 */
export function updateKeptFrames(draft: string, frames: readonly KeptFrame[]): Promise<void> {
  return inOrder(undefined, async (store) => {
    for (const frame of frames) await put(store, draft, frame, null);
  });
}

/** Forgets some files of some drafts. Never rejects. */
export function removeKeptFrames(isWanted: (draft: string, id: string) => boolean): Promise<void> {
  return inOrder(undefined, (store) => remove(store, isWanted));
}

/** @param now when it is kept if it was not; `null`: then it is not kept now either */
async function put(store: UseStore, draft: string, frame: KeptFrame, now: number | null) {
  if (frame.file.size > FRAME_MAX_BYTES) return;
  const place = toPlace(draft, frame.id);
  const kept = await get<unknown>(place, store);
  const savedAt = isKept(kept) ? kept.savedAt : now;
  if (savedAt === null || (isKept(kept) && knownOf(kept) === knownOf(frame))) return;
  await set(place, { ...frame, savedAt } satisfies Kept, store);
}

async function remove(store: UseStore, isWanted: (draft: string, id: string) => boolean) {
  const places = (await keys(store)).filter(isPlace);
  const wanted = places.filter(([draft, id]) => isWanted(draft, id));
  if (wanted.length > 0) await delMany(wanted, store);
}

async function makeRoom(store: UseStore, now: number): Promise<void> {
  const all = (await entries<IDBValidKey, unknown>(store))
    .map(([key, value]) => ({ key, kept: isKept(value) ? value : null }))
    .sort((a, b) => (b.kept?.savedAt ?? 0) - (a.kept?.savedAt ?? 0));
  let bytes = 0;
  const surplus = all.filter(({ kept }) => {
    bytes += kept?.file.size ?? 0;
    return !kept || now - kept.savedAt > KEPT_MS || bytes > MAX_BYTES;
  });
  const places = surplus.map(({ key }) => key);
  if (places.length > 0) await delMany(places, store);
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

function toPlace(draft: string, id: string): Place {
  return [draft, id];
}

function isPlace(key: IDBValidKey): key is Place {
  return Array.isArray(key) && key.length === 2 && key.every((part) => typeof part === "string");
}

/** What may change while the file stays the same. */
function knownOf({ isMade, upload }: KeptFrame): string {
  return JSON.stringify([isMade, upload?.transportId, upload?.url, upload?.uploadedAt]);
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === "object" &&
    value !== null &&
    "savedAt" in value &&
    typeof value.savedAt === "number" &&
    "id" in value &&
    typeof value.id === "string" &&
    "file" in value &&
    value.file instanceof File
  );
}
