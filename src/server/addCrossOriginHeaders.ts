import { ATTEMPT_HEADER, KEEPS_ATTEMPTS_HEADER } from "../model/attemptHeader.js";
import { PASSED_HEADERS } from "./answerHeaders.js";

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
  response.headers.set(
    "access-control-expose-headers",
    [...PASSED_HEADERS, ATTEMPT_HEADER, KEEPS_ATTEMPTS_HEADER].join(", "),
  );
  return response;
}
