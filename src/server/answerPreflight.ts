const MAX_AGE_S = 600;

/** Answers the browser's question before a cross-origin request: 204 for a listed origin, else 403. */
export function answerPreflight(request: Request, allowedOrigins: ReadonlySet<string>): Response {
  const headers = new Headers({
    "cache-control": "no-store",
    vary: "origin, access-control-request-headers",
  });
  const origin = request.headers.get("origin");
  if (origin === null || !allowedOrigins.has(origin)) {
    return new Response(null, { status: 403, headers });
  }
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-allow-credentials", "true");
  headers.set("access-control-allow-methods", "GET, POST, PUT");
  headers.set("access-control-max-age", String(MAX_AGE_S));
  // A listed origin is trusted, and its host may need headers of its own, such as a CSRF token.
  const wanted = request.headers.get("access-control-request-headers");
  if (wanted !== null) headers.set("access-control-allow-headers", wanted);
  return new Response(null, { status: 204, headers });
}
