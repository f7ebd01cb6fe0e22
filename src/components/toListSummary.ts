import type { Labels } from "../locales/Labels.js";
import { isActive, type StartedGeneration } from "../model/Generation.js";

/** How many of a list are under way, wait, are ready, or have no video: one line. */
export function toListSummary(generations: readonly StartedGeneration[], labels: Labels): string {
  const count = (isCounted: (generation: StartedGeneration) => boolean) =>
    generations.filter(isCounted).length;
  const waiting = count(({ status }) => status === "waiting");
  const ready = count(({ status }) => status === "completed");
  const underWay = count(isActive) - waiting;
  return labels.listSummary({
    underWay,
    waiting,
    ready,
    without: generations.length - underWay - waiting - ready,
  });
}
