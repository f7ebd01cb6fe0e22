import type { FrameOptions } from "./FrameOptions.js";
import type { PreparedFrame } from "./PreparedFrame.js";

const madeFrames = new WeakSet<Blob>();
const preparations = new WeakMap<Blob, Map<string, Promise<PreparedFrame>>>();

/** Whether a file was written here, so that nothing is wrong with it. */
export function isMadeFrame(file: Blob): file is File {
  return madeFrames.has(file);
}

/** Remembers a file that was written here. */
export function rememberMadeFrame(file: File): void {
  madeFrames.add(file);
}

/** The preparation of a file: the one under way or done, or a new one. */
export function sharePreparation(
  file: Blob,
  { stripMetadata = false, frameBackground, decodeHeic }: FrameOptions,
  prepare: () => Promise<PreparedFrame>,
): Promise<PreparedFrame> {
  // Hosts write decoders inline; a new one of the same kind makes no new frame.
  const key = JSON.stringify([stripMetadata, frameBackground, decodeHeic !== undefined]);
  const ofFile = preparations.get(file) ?? new Map<string, Promise<PreparedFrame>>();
  preparations.set(file, ofFile);
  const known = ofFile.get(key);
  if (known) return known;
  const preparation = prepare().then((prepared) => {
    if (!prepared.ok) ofFile.delete(key);
    return prepared;
  });
  ofFile.set(key, preparation);
  return preparation;
}
