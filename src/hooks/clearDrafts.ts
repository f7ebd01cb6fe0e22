import { removeKeptFrames } from "../frames/keptFrames.js";
import { clearedDrafts } from "./clearedDrafts.js";
import { removeDrafts, toDraftPrefix } from "./draftStorage.js";

/** Nobody waits longer for a storage that does not answer. */
const PATIENCE_MS = 3000;

/**
 * Forgets all drafts of a visitor in this browser, words and frames, of every slot: for a log-out.
 * Forms of that visitor which are on the page begin anew. The words are gone when it returns, the
 * frames when its promise resolves. It never rejects.
 *
 * @param scope which visitor, as given to the provider or the widget
 */
export async function clearDrafts(scope = "anonymous"): Promise<void> {
  const prefix = toDraftPrefix(scope);
  const isWanted = (key: string) => key.startsWith(prefix);
  clearedDrafts.announce(isWanted);
  removeDrafts(isWanted);
  await Promise.race([
    removeKeptFrames(isWanted),
    new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}
