import type { Found } from "./diagnoseFinding.js";

/** The browser tells of its refusal after the request has failed already. */
const TOLD_WITHIN_MS = 100;

/** Whether a page asks for something of another origin; outside of a page there is none. */
export function isOtherOrigin(url: string): boolean {
  return typeof location !== "undefined" && new URL(url).origin !== location.origin;
}

/** Notes what the policy of the page refuses meanwhile. */
export function watchPolicy() {
  const refused: SecurityPolicyViolationEvent[] = [];
  const note = (event: SecurityPolicyViolationEvent) => refused.push(event);
  const page = typeof document === "undefined" ? undefined : document;
  page?.addEventListener("securitypolicyviolation", note);
  return {
    stop: () => page?.removeEventListener("securitypolicyviolation", note),
    /** The refusal of requests to the origin of this URL. */
    async find(url: string): Promise<Found | undefined> {
      if (!page) return undefined;
      await new Promise((resolve) => setTimeout(resolve, TOLD_WITHIN_MS));
      const { origin } = new URL(url);
      const event = refused.find(({ blockedURI }) => blockedURI.startsWith(origin));
      const directive = event?.effectiveDirective;
      return directive ? { code: "csp-blocked", values: { directive, host: origin } } : undefined;
    },
  };
}

/** Why no answer came that the page may read. */
export async function explainSilence(
  proxyUrl: string,
  policy: ReturnType<typeof watchPolicy>,
  send: typeof fetch,
): Promise<Found> {
  const refused = await policy.find(proxyUrl);
  if (refused) return refused;
  const isThere = isOtherOrigin(proxyUrl) && (await answersUnread(proxyUrl, send));
  return isThere
    ? { code: "cors-missing", values: { pageOrigin: location.origin } }
    : { code: "unreachable", values: { proxyUrl } };
}

/** Whether anything answers; the page may not see what. */
async function answersUnread(url: string, send: typeof fetch): Promise<boolean> {
  try {
    await send(url, { mode: "no-cors", credentials: "omit", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}
