/** Who needs which file: an upload that nobody needs any more is given up. */
export interface Holders {
  /** Says that a file is needed, until the returned function is called. */
  hold(file: Blob): () => void;
  /** Says that a file was replaced or removed. */
  release(file: Blob): void;
}

/** @param onUnneeded called when a released file is held by nobody */
export function createHolders(onUnneeded: (file: Blob) => void): Holders {
  const counts = new WeakMap<Blob, number>();
  const released = new WeakSet<Blob>();
  const count = (file: Blob) => counts.get(file) ?? 0;

  function settle(file: Blob): void {
    // Later in this tick somebody else may take it: two frames that change places.
    queueMicrotask(() => {
      if (released.has(file) && count(file) === 0) onUnneeded(file);
    });
  }

  return {
    hold(file) {
      let isHeld = true;
      counts.set(file, count(file) + 1);
      released.delete(file);
      return () => {
        if (!isHeld) return;
        isHeld = false;
        counts.set(file, count(file) - 1);
        settle(file);
      };
    },
    release(file) {
      released.add(file);
      settle(file);
    },
  };
}
