import { APP_ID, ENDPOINT_ID, PRICING_URL } from "../model/endpoint.js";
import { toJson } from "./answers.js";
import type { RawAnswer } from "./FaultScript.js";

/** What a request asks for, read from its method and URL alone. */
export type Route =
  | { operation: "submit" | "initiate" | "price" | "preflight" }
  | { operation: "status" | "stream" | "result" | "cancel"; requestId: string }
  | { operation: "put"; token: string }
  | { operation: "media"; kind: "files" | "videos"; token: string }
  | { operation: "unknown"; answer: RawAnswer };

/** @param mediaBase origin, or origin and base path, without a slash at its end */
export function toRoute({ method, url }: Request, mediaBase: string): Route {
  if (url.startsWith(`${mediaBase}/`)) {
    return toMediaRoute(method, new URL(url).pathname.slice(new URL(mediaBase).pathname.length));
  }
  const { origin, pathname, searchParams } = new URL(url);
  if (origin === "https://queue.fal.run") return toQueueRoute(method, pathname);
  if (url === PRICING_URL) return method === "GET" ? { operation: "price" } : METHOD_NOT_ALLOWED;
  if (origin === "https://rest.fal.ai" && pathname === "/storage/upload/initiate") {
    if (method !== "POST") return METHOD_NOT_ALLOWED;
    return searchParams.get("storage_type") === "fal-cdn-v3"
      ? { operation: "initiate" }
      : NOT_FOUND;
  }
  return NOT_FOUND;
}

const METHOD_NOT_ALLOWED: Route = {
  operation: "unknown",
  answer: toJson({ detail: "Method Not Allowed" }, 405),
};
const NOT_FOUND: Route = { operation: "unknown", answer: toJson({ detail: "Not Found" }, 404) };

const REQUEST_OPERATIONS = {
  "": { operation: "result", method: "GET" },
  "/status": { operation: "status", method: "GET" },
  "/status/stream": { operation: "stream", method: "GET" },
  "/cancel": { operation: "cancel", method: "PUT" },
} as const;

function toQueueRoute(method: string, pathname: string): Route {
  if (pathname === `/${ENDPOINT_ID}`) {
    return method === "POST" ? { operation: "submit" } : METHOD_NOT_ALLOWED;
  }
  // A request is addressed by owner and app; the whole endpoint id is not allowed there.
  if (pathname.startsWith(`/${ENDPOINT_ID}/requests/`)) return METHOD_NOT_ALLOWED;
  const match = new RegExp(`^/${APP_ID}/requests/([^/]+)(/status|/status/stream|/cancel|)$`).exec(
    pathname,
  );
  const [, requestId, suffix] = match ?? [];
  if (requestId === undefined || !isRequestSuffix(suffix)) return NOT_FOUND;
  const { operation, method: expected } = REQUEST_OPERATIONS[suffix];
  return method === expected ? { operation, requestId } : METHOD_NOT_ALLOWED;
}

function isRequestSuffix(suffix: string | undefined): suffix is keyof typeof REQUEST_OPERATIONS {
  return suffix !== undefined && suffix in REQUEST_OPERATIONS;
}

function toMediaRoute(method: string, path: string): Route {
  if (method === "OPTIONS") return { operation: "preflight" };
  const [, folder, token = ""] = path.replace(/^\/+/, "/").split("/");
  if (folder === "upload")
    return method === "PUT" ? { operation: "put", token } : METHOD_NOT_ALLOWED;
  if (folder !== "files" && folder !== "videos") return NOT_FOUND;
  const isRead = method === "GET" || method === "HEAD";
  return isRead ? { operation: "media", kind: folder, token } : METHOD_NOT_ALLOWED;
}
