declare const process: { env: { NODE_ENV?: string } };

/** Whether this is to be held for production: everything is that does not call itself otherwise. */
export function isProduction(): boolean {
  return !["development", "test"].includes(readEnvironment() ?? "");
}

function readEnvironment(): string | undefined {
  try {
    // Written out, because bundlers put the value in its place. Edge hosts have no `process`.
    return process.env.NODE_ENV;
  } catch {
    return undefined;
  }
}
