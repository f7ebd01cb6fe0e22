import { onTestFinished, vi } from "vitest";

/** The clock of the page. It goes as usual, until it is turned on. */
export interface FastClock {
  /**
   * Lets so much time pass for the page.
   *
   * @param stepMs what it goes on by at once: the longer, the faster, and the slower the network seems
   */
  pass: (ms: number, stepMs?: number) => Promise<void>;
  /**
   * Lets time pass until something is so.
   *
   * @returns how much time of the page it took, in ms
   */
  passUntil: (isSo: () => boolean | Promise<boolean>, maxMs: number) => Promise<number>;
}

/** What the page's clock goes on by at once; what is due meanwhile comes in its order. */
const STEP_MS = 250;

/** In real time, so that the network has its turn: a second of it is 25 for the page. */
const PAUSE_MS = 10;

const realSetTimeout = globalThis.setTimeout;

/**
 * Gives the page a clock that can be turned on, until the test is over. The network and fal keep to
 * the real time; `performance.now()` does so, too.
 */
export function startFastClock(): FastClock {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
    shouldAdvanceTime: true,
  });
  onTestFinished(() => void vi.useRealTimers());

  async function step(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    await new Promise((resolve) => realSetTimeout(resolve, PAUSE_MS));
  }

  return {
    async pass(ms, stepMs = STEP_MS) {
      for (const end = Date.now() + ms; Date.now() < end;) {
        await step(Math.min(stepMs, end - Date.now()));
      }
    },
    async passUntil(isSo, maxMs) {
      const start = Date.now();
      while (!(await isSo())) {
        if (Date.now() - start > maxMs) throw new Error(`It was not so after ${maxMs} ms.`);
        await step(STEP_MS);
      }
      return Date.now() - start;
    },
  };
}
