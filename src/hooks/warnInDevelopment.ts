declare const process: { env: { NODE_ENV?: string } };

/** Says something to the developer of the host, once for each text, and not in production. */
export function warnInDevelopment(text: string): void {
  if (!isDevelopment() || warned?.has(text)) return;
  warned ??= new Set();
  warned.add(text);
  console.warn(`react-kling-video: ${text}`);
}

let warned: Set<string> | undefined;

/** Bundlers replace the expression; in a page without one there is no `process`. */
function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== "production";
  } catch {
    return false;
  }
}
