import { removeKeptFrames } from "../frames/keptFrames.js";
import { removeDrafts } from "./draftStorage.js";

/** Forgets one draft, words and frames. */
export function forgetDraft(key: string): void {
  const isWanted = (other: string) => other === key;
  removeDrafts(isWanted);
  void removeKeptFrames(isWanted);
}
