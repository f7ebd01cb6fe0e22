const PATIENCE_MS = 10_000;

/** Words of a storage that leave no doubt. */
const GONE = [403, 404, 410];

/**
 * Whether a file is surely no longer at its URL. Where nobody can tell (no network, no CORS, no
 * answer in time, a server that stumbles), it counts as there: fal will say so, without a charge.
 */
export async function isUrlGone(url: string): Promise<boolean> {
  // Some servers do not know HEAD, and say so in many ways.
  return (await isRefused(url, "HEAD")) && (await isRefused(url, "GET"));
}

/** Only the first line of the answer counts: the body is not waited for. */
async function isRefused(url: string, method: "HEAD" | "GET"): Promise<boolean> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const { signal } = controller;
    const { status } = await fetch(url, { method, signal, cache: "no-store", credentials: "omit" });
    return GONE.includes(status);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
