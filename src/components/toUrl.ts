/** An address in its parts, or `null` where it is none. */
export function toUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
