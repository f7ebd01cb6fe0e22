import { sleep } from "./sleep.js";
import { UploadTrouble } from "./UploadTrouble.js";
import { isOffline, whenOnline } from "./whenOnline.js";

const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 400;

/** Who is offline for longer has put the phone away; the file is still in the form. */
const OFFLINE_LIMIT_MS = 10 * 60_000;

/**
 * Does a step of an upload, at most three times, with short growing pauses. A try that failed while
 * there was no network does not count: the next one waits for the network.
 *
 * @throws what the last try threw, at once where it is no trouble that another try may mend; the
 * signal's reason as soon as it fires
 */
export async function tryAgain<T>(
  step: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let failed = 0; ;) {
    signal?.throwIfAborted();
    try {
      return await step();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof UploadTrouble) || error.next !== "again") throw error;
      if (!isOffline()) {
        failed += 1;
        if (failed === MAX_TRIES) throw error;
        await sleep(toPauseMs(failed), signal);
      }
      if (!(await whenOnline(OFFLINE_LIMIT_MS, signal))) throw error;
    }
  }
}

/** Not the same for everybody, so that a storage that stumbled is not asked by all at once. */
function toPauseMs(failed: number): number {
  return FIRST_PAUSE_MS * 2 ** (failed - 1) * (0.5 + Math.random());
}
