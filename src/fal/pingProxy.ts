import { KEEPS_ATTEMPTS_HEADER } from "../model/attemptHeader.js";
import { KlingVideoError, type KlingVideoErrorInit } from "../model/KlingVideoError.js";
import type { GuardOptions } from "./guardedFetch.js";
import { toHeaders } from "./toHeaders.js";

const PING_TIMEOUT_MS = 10_000;

/** Statuses of a gateway whose server is not there. */
const DOWN_STATUSES = [502, 503, 504];

/**
 * Asks the proxy for a sign of life: a GET without a target, which it answers without calling fal.
 * Any answer will do that is no redirect, no 401, no gateway's word that nobody is behind it, and no
 * page for people: a site that answers everything with its page has no proxy there.
 *
 * @returns whether the proxy says that it keeps note of attempts
 * @throws KlingVideoError with `charged: "no"`: nothing was sent
 */
export async function pingProxy(options: GuardOptions): Promise<{ keepsAttempts: boolean }> {
  const response = await ask(options, "manual");
  const isRedirect = response.type === "opaqueredirect" || Math.trunc(response.status / 100) === 3;
  if (isRedirect) throw await explainRedirect(options);
  if (response.status === 401) throw notSent({ code: "signed-out" });
  if (DOWN_STATUSES.includes(response.status)) throw notSent({ code: "not-sent" });
  if (response.ok && response.headers.get("content-type")?.startsWith("text/html")) {
    throw notSent({ code: "proxy-setup", values: { detail: "it answers with a web page" } });
  }
  return { keepsAttempts: response.headers.has(KEEPS_ATTEMPTS_HEADER) };
}

/** Where the redirect leads tells a sign-in page from a wrong URL. */
async function explainRedirect(options: GuardOptions): Promise<KlingVideoError> {
  const signedOut = notSent({ code: "signed-out" });
  try {
    const { url } = await ask(options, "follow");
    const target = new URL(url);
    const asked = new URL(options.proxyUrl);
    const isSameRoute = trimSlash(target.pathname).endsWith(trimSlash(asked.pathname));
    if (!isSameRoute) return signedOut;
    const detail = `it redirects to ${target.origin}${target.pathname}; use that as proxyUrl`;
    return notSent({ code: "proxy-setup", values: { detail } });
  } catch {
    return signedOut;
  }
}

async function ask(options: GuardOptions, redirect: RequestRedirect): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PING_TIMEOUT_MS);
  const send = options.fetch ?? fetch;
  try {
    const response = await send(options.proxyUrl, {
      headers: await toHeaders(undefined, options.headers, controller.signal),
      credentials: options.credentials ?? "same-origin",
      redirect,
      cache: "no-store",
      signal: controller.signal,
    });
    await response.body?.cancel();
    return response;
  } catch {
    throw notSent({ code: "not-sent" });
  } finally {
    clearTimeout(timer);
  }
}

function notSent(init: Omit<KlingVideoErrorInit, "charged">): KlingVideoError {
  return new KlingVideoError({ ...init, charged: "no" });
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, "");
}
