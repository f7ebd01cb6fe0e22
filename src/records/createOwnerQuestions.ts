/** A page that has an attempt in flight answers within this time, or is gone. */
const ANSWERS_WITHIN_MS = 1_000;

/** How often a page is asked again whether it still has an attempt in flight. */
const ASK_AGAIN_MS = 5_000;

/** What the other pages are asked about attempts before fal's answer: each belongs to a page. */
export interface OwnerQuestions {
  /** Asks whose an attempt is. Where nobody answers, it is an orphan and `settle` is called. */
  ask(attemptId: string): void;
  /** A page has said that it is its own; it is asked again later. */
  hearOwner(attemptId: string): void;
  /** The question has answered itself. */
  forget(attemptId: string): void;
  stop(): void;
}

/** Asks other pages by `post`, and calls `settle` for an attempt that no page answers for. */
export function createOwnerQuestions(
  post: (attemptId: string) => void,
  settle: (attemptId: string) => void,
): OwnerQuestions {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function forget(attemptId: string): void {
    clearTimeout(timers.get(attemptId));
    timers.delete(attemptId);
  }

  function later(attemptId: string, ms: number, act: () => void): void {
    forget(attemptId);
    timers.set(attemptId, setTimeout(act, ms));
  }

  function ask(attemptId: string): void {
    post(attemptId);
    later(attemptId, ANSWERS_WITHIN_MS, () => {
      forget(attemptId);
      settle(attemptId);
    });
  }

  return {
    ask,
    hearOwner(attemptId) {
      if (timers.has(attemptId)) later(attemptId, ASK_AGAIN_MS, () => ask(attemptId));
    },
    forget,
    stop() {
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
    },
  };
}
