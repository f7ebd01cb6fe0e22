const ids = new WeakMap<Blob, string>();

/** The name of a file in the words of a draft. The same file has the same name. */
export function frameIdOf(file: Blob): string {
  const known = ids.get(file);
  if (known) return known;
  const random = crypto.getRandomValues(new Uint32Array(3));
  const id = Array.from(random, (part) => part.toString(36)).join("-");
  ids.set(file, id);
  return id;
}

/** Gives a file the name that it had in an earlier visit. */
export function nameFrame(file: Blob, id: string): void {
  ids.set(file, id);
}
