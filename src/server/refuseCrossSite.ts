import { ProxyRefusal } from "./ProxyRefusal.js";

/**
 * Refuses what another site's page sends with the visitor's cookies.
 *
 * @throws ProxyRefusal 403
 */
export function refuseCrossSite(request: Request, allowedOrigins: ReadonlySet<string>): void {
  const origin = request.headers.get("origin");
  if (origin !== null && allowedOrigins.has(origin)) return;
  if (isOwnSite(request, origin)) return;
  throw new ProxyRefusal({
    status: 403,
    reason: "cross_site",
    detail:
      "This request comes from a page of another origin. If that page is yours, list its origin in allowedOrigins of createKlingProxy.",
  });
}

function isOwnSite(request: Request, origin: string | null): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  // Over plain http browsers send no Sec-Fetch-Site; programs send no Origin either.
  if (origin === null) return true;
  // Only hosts are compared: behind a TLS terminator the scheme here is not the visitor's.
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
