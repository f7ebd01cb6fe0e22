import type { KlingVideoError } from "../model/KlingVideoError.js";

/** What this page knows of its cancels, and no other page needs to. */
export interface Cancels {
  isOnItsWay(attemptId: string): boolean;
  setOnItsWay(attemptId: string, isOnItsWay: boolean): void;
  /** Why the last one did not work. */
  getError(attemptId: string): KlingVideoError | undefined;
  setError(attemptId: string, error: KlingVideoError | undefined): void;
  forget(attemptId: string): void;
}

/** @param onChange called when something else is known than before */
export function createCancels(onChange: () => void): Cancels {
  const onTheirWay = new Set<string>();
  const errors = new Map<string, KlingVideoError>();
  return {
    isOnItsWay: (attemptId) => onTheirWay.has(attemptId),
    setOnItsWay(attemptId, isOnItsWay) {
      if (isOnItsWay) onTheirWay.add(attemptId);
      else onTheirWay.delete(attemptId);
      onChange();
    },
    getError: (attemptId) => errors.get(attemptId),
    setError(attemptId, error) {
      if (error) errors.set(attemptId, error);
      else errors.delete(attemptId);
      onChange();
    },
    forget: (attemptId) => void errors.delete(attemptId),
  };
}
