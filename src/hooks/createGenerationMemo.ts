import type { StartedGeneration } from "../model/Generation.js";
import type { GenerationRecord } from "../model/record.js";
import { toGeneration, type GenerationSources } from "../model/toGeneration.js";

/** A generation, and the record that it was computed from. */
export interface KnownGeneration {
  record: GenerationRecord;
  generation: StartedGeneration;
}

type Sources = GenerationSources & { record: GenerationRecord };

/**
 * Computes generations. Each stays the same object until something of it changes, and so does the
 * list: what shows them renders only where there is something new.
 */
export function createGenerationMemo(): (all: readonly Sources[]) => readonly KnownGeneration[] {
  let known = new Map<string, { sources: Sources; made: KnownGeneration }>();
  let list: readonly KnownGeneration[] = [];

  return (all) => {
    const entries = all.flatMap((sources) => {
      const before = known.get(sources.record.attemptId);
      if (before && isSame(before.sources, sources)) return [before];
      const generation = toGeneration(sources);
      if (generation.status === "idle") return [];
      return [{ sources, made: { record: sources.record, generation } }];
    });
    known = new Map(entries.map((entry) => [entry.sources.record.attemptId, entry]));
    const isSameList =
      entries.length === list.length && entries.every(({ made }, index) => made === list[index]);
    if (!isSameList) list = entries.map(({ made }) => made);
    return list;
  };
}

function isSame(before: Sources, now: Sources): boolean {
  return (
    before.record === now.record &&
    before.liveInput === now.liveInput &&
    before.isCancelPending === now.isCancelPending &&
    before.cancelError === now.cancelError &&
    before.isDurable === now.isDurable &&
    before.status === now.status &&
    before.attempt === now.attempt &&
    before.outcome === now.outcome &&
    before.connectionError === now.connectionError
  );
}
