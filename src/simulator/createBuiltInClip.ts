import { BUILT_IN_CLIP_WEBM } from "./builtInClip.js";

/** Where a WebM file says how many nanoseconds one tick of all its times is, and how long 5 s is. */
const TIMESTAMP_SCALE = [0x2a, 0xd7, 0xb1, 0x83];
const MS_PER_TICK: Readonly<Record<5 | 10, number>> = { 5: 1, 10: 2 };

/** A small playable video of 5 s, or the same at half the speed. */
export function createBuiltInClip(durationSeconds: 5 | 10): Blob {
  const bytes = Uint8Array.from(atob(BUILT_IN_CLIP_WEBM), (char) => char.charCodeAt(0));
  const at = bytes.findIndex((_, index) =>
    TIMESTAMP_SCALE.every((byte, offset) => bytes[index + offset] === byte),
  );
  const nanoseconds = MS_PER_TICK[durationSeconds] * 1_000_000;
  const valueAt = at + TIMESTAMP_SCALE.length;
  bytes.set([nanoseconds >> 16, (nanoseconds >> 8) & 0xff, nanoseconds & 0xff], valueAt);
  return new Blob([bytes], { type: "video/webm" });
}
