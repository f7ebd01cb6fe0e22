/** A Chromium on this machine, and where it was found. */
export interface FoundChromium {
  path: string;
  from: string;
}
export const CHROMIUM_ARGS: string[];
export function findChromium(): FoundChromium | null;
export function ensureChromium(): Promise<FoundChromium | null>;
