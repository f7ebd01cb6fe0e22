import type { Labels } from "../locales/Labels.js";
import type { StartedGeneration } from "../model/Generation.js";
import { toFailureWords } from "./toFailureWords.js";
import { toProgressWords } from "./toProgressWords.js";

/** What a list says of a generation: where it stands, and what is known besides. */
export interface ListWords {
  title: string;
  text: string | null;
}

export function toListWords(generation: StartedGeneration, labels: Labels): ListWords {
  switch (generation.status) {
    case "uploading":
    case "waiting":
    case "submitting":
    case "in-queue":
    case "in-progress": {
      const { title, detail } = toProgressWords(generation, labels, false);
      return { title, text: detail };
    }
    case "completed":
      return { title: labels.listReady, text: null };
    case "unconfirmed":
    case "failed":
    case "canceled":
      return toFailureWords(generation, labels, false);
  }
}
