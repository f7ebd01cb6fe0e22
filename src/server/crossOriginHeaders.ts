import { PASSED_HEADERS } from "./answerHeaders.js";

const PREFLIGHT_MAX_AGE_S = 600;

/**
 * Adds to an answer what lets a page of a listed origin read it. Never `*`: the answers belong to
 * one visitor.
 */
export function addCrossOriginHeaders(
  response: Response,
  request: Request,
  allowedOrigins: ReadonlySet<string>,
): Response {
  if (allowedOrigins.size > 0) response.headers.append("vary", "origin");
  const origin = request.headers.get("origin");
  if (origin === null || !allowedOrigins.has(origin)) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.set("access-control-allow-credentials", "true");
  response.headers.set("access-control-expose-headers", PASSED_HEADERS.join(", "));
  return response;
}

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
  headers.set("access-control-max-age", String(PREFLIGHT_MAX_AGE_S));
  const wanted = request.headers.get("access-control-request-headers");
  if (wanted !== null) headers.set("access-control-allow-headers", wanted);
  return new Response(null, { status: 204, headers });
}
