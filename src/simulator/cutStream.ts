import { SimulatedReset } from "./SimulatedReset.js";
import { wait } from "./wait.js";

/** Where a stream is cut, and whether by a clean end or by a reset. */
export type Cut = ({ cutAfterMs: number } | { cutAtByte: number }) & { reset?: boolean };

/** The stream up to its cut. */
export async function* cutStream(
  chunks: AsyncIterator<string>,
  cut: Cut,
  signal: AbortSignal,
): AsyncGenerator<string | Uint8Array, void> {
  if ("cutAfterMs" in cut) yield* takeFor(chunks, cut.cutAfterMs, signal);
  else yield* takeBytes(chunks, cut.cutAtByte);
  if (cut.reset) throw new SimulatedReset();
}

async function* takeFor(chunks: AsyncIterator<string>, ms: number, signal: AbortSignal) {
  const timeUp = wait(ms, signal).then(() => "time-up" as const);
  while (true) {
    const next = await Promise.race([chunks.next(), timeUp]);
    if (next === "time-up" || next.done) return;
    yield next.value;
  }
}

async function* takeBytes(chunks: AsyncIterator<string>, count: number) {
  const encoder = new TextEncoder();
  let left = count;
  while (left > 0) {
    const next = await chunks.next();
    if (next.done) return;
    const bytes = encoder.encode(next.value).slice(0, left);
    left -= bytes.length;
    yield bytes;
  }
}
