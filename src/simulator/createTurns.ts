import type { Turns } from "./FaultScript.js";

/** Hands out the faults of one operation, one per request. */
export type TakeTurn<F> = () => F | "truth";

/** A list is used up in order, then the truth follows; a single fault stands for every request. */
export function createTurns<F>(turns: Turns<F> | undefined): TakeTurn<F> {
  if (turns === undefined) return () => "truth";
  if (!isList(turns)) return () => turns;
  const left = [...turns];
  return () => left.shift() ?? "truth";
}

function isList<F>(turns: Turns<F>): turns is readonly F[] {
  return Array.isArray(turns);
}
