let last: Promise<unknown> = Promise.resolve();

/** Runs one task after the other: two decoded photos at once would fill the memory of a phone. */
export function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const result = last.then(task);
  last = result.catch(() => {}); // whoever asked is told
  return result;
}
