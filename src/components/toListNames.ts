import type { Labels } from "../locales/Labels.js";
import type { StartedGeneration } from "../model/Generation.js";

/** What a name keeps of a prompt; the prompt itself is shown beside it. */
const NAME_MAX_LENGTH = 60;

/**
 * A name for each generation of a list, by attempt id: the beginning of its prompt, numbered where
 * several begin alike. The oldest has the lowest number, so that a newer one renames none.
 */
export function toListNames(
  generations: readonly StartedGeneration[],
  labels: Labels,
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const oldestFirst = [...generations].sort((a, b) => a.submittedAt - b.submittedAt);
  const names = oldestFirst.map(({ attemptId, input }) => {
    const name = toName(input.prompt) || labels.listUntitled;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [attemptId, count === 1 ? name : `${name} (${count})`] as const;
  });
  return new Map(names);
}

function toName(prompt: string): string {
  const text = prompt.trim().replace(/\s+/g, " ");
  const codePoints = Array.from(text);
  return codePoints.length <= NAME_MAX_LENGTH
    ? text
    : `${codePoints.slice(0, NAME_MAX_LENGTH).join("").trimEnd()}…`;
}
