import { isPageHidden } from "../queries/pollInterval.js";

/** How long a page that nobody sees leaves it to one that is seen, in ms. */
const LEFT_TO_OTHERS_MS = 3_000;

/**
 * Does something at once where the page is seen, and a moment later where it is hidden: several tabs
 * learn of the same end, and the one that is looked at speaks first.
 *
 * @returns gives it up
 */
export function whenSeen(act: () => void): () => void {
  if (!isPageHidden()) {
    act();
    return () => {};
  }
  const timer = setTimeout(act, LEFT_TO_OTHERS_MS);
  return () => clearTimeout(timer);
}
