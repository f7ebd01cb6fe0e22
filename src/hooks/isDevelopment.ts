declare const process: { env: { NODE_ENV?: string } };

/** Bundlers replace the expression; in a page without one there is no `process`. */
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== "production";
  } catch {
    return false;
  }
}
