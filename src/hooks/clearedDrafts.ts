type Listener = (isCleared: (key: string) => boolean) => void;

const listeners = new Set<Listener>();

/** Tells the forms of this page that drafts were cleared, so that none of them writes its own again. */
export const clearedDrafts = {
  announce(isCleared: (key: string) => boolean): void {
    listeners.forEach((listener) => listener(isCleared));
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
