import { APP_ID, ENDPOINT_ID, PRICING_URL } from "../model/endpoint.js";
import type { ProxyCall } from "./ProxyCall.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { readAttemptId } from "./readAttemptId.js";

/** The request header that names the URL at fal. */
const TARGET_HEADER = "x-fal-target-url";

const QUEUE_ORIGIN = "https://queue.fal.run";
const SYNC_ORIGIN = "https://fal.run";
const REST_ORIGIN = "https://rest.fal.ai";
const SUBMIT_PATH = `/${ENDPOINT_ID}`;
const REQUESTS_PATH = `/${APP_ID}/requests/`;
const INITIATE_PATH = "/storage/upload/initiate";
const INITIATE_SEARCH = "?storage_type=fal-cdn-v3";
const LOGS_SEARCHES = ["", "?logs=0", "?logs=1"];

const PLAIN_PATH = /^(?:\/[\w.-]+)+$/;
// fal's ids are UUIDs today. A change of their form must not cut people off from what they paid for.
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/**
 * Reads the target of a request and rebuilds it from the closed set of calls that the proxy makes.
 *
 * @throws ProxyRefusal 400 for a target that is no clean fal URL, 403 for another endpoint,
 * 405 for a method that the target does not have
 */
export function toProxyCall(request: Request): ProxyCall {
  const { method } = request;
  const target = request.headers.get(TARGET_HEADER);
  if (target === null) {
    const attemptId = method === "GET" ? readAttemptId(request) : null;
    if (attemptId !== null) return { operation: "attempt", attemptId };
    if (method === "GET" || method === "HEAD") return { operation: "ping" };
    throw invalidTarget();
  }
  if (target === PRICING_URL) {
    if (method !== "GET") throw wrongMethod("GET");
    return { operation: "price", method, url: PRICING_URL };
  }
  const { origin, pathname, search } = parseTarget(target);
  if (origin === REST_ORIGIN) return toInitiate(method, pathname, search);
  if (origin === SYNC_ORIGIN) throw otherEndpoint(method, pathname);
  if (pathname === SUBMIT_PATH) return toSubmit(method, search);
  if (pathname.startsWith(REQUESTS_PATH)) {
    return toRequestCall(method, pathname.slice(REQUESTS_PATH.length), search);
  }
  throw otherEndpoint(method, pathname);
}

function parseTarget(target: string): URL {
  const url = toUrl(target);
  if (url === null || ![QUEUE_ORIGIN, SYNC_ORIGIN, REST_ORIGIN].includes(url.origin)) {
    throw invalidTarget();
  }
  // A target that does not read the same after parsing hides something: credentials, "..", a
  // fragment, another case or encoding.
  if (target !== `${url.origin}${url.pathname}${url.search}` || !PLAIN_PATH.test(url.pathname)) {
    throw invalidTarget();
  }
  return url;
}

function toUrl(target: string): URL | null {
  try {
    return new URL(target);
  } catch {
    return null;
  }
}

function toSubmit(method: string, search: string): ProxyCall {
  if (method !== "POST") throw wrongMethod("POST");
  if (search !== "") throw invalidTarget();
  return { operation: "submit", method, url: QUEUE_ORIGIN + SUBMIT_PATH };
}

function toInitiate(method: string, pathname: string, search: string): ProxyCall {
  if (pathname !== INITIATE_PATH) throw otherEndpoint(method, pathname);
  if (method !== "POST") throw wrongMethod("POST");
  if (search !== INITIATE_SEARCH) throw invalidTarget();
  return { operation: "initiate", method, url: REST_ORIGIN + INITIATE_PATH + INITIATE_SEARCH };
}

function toRequestCall(method: string, path: string, search: string): ProxyCall {
  const [requestId = "", ...rest] = path.split("/");
  if (!REQUEST_ID.test(requestId)) throw invalidTarget();
  const base = `${QUEUE_ORIGIN}${REQUESTS_PATH}${requestId}`;

  switch (rest.join("/")) {
    case "":
      if (method !== "GET") throw wrongMethod("GET");
      if (search !== "") throw invalidTarget();
      return { operation: "result", method, url: base, requestId };
    case "status":
      if (method !== "GET") throw wrongMethod("GET");
      if (!LOGS_SEARCHES.includes(search)) throw invalidTarget();
      return { operation: "status", method, url: `${base}/status${search}`, requestId };
    case "status/stream":
      if (method !== "GET") throw wrongMethod("GET");
      if (!LOGS_SEARCHES.includes(search)) throw invalidTarget();
      return { operation: "watch", method, url: `${base}/status/stream${search}`, requestId };
    case "cancel":
      if (method !== "PUT") throw wrongMethod("PUT");
      if (search !== "") throw invalidTarget();
      return { operation: "cancel", method, url: `${base}/cancel`, requestId };
    default:
      throw invalidTarget();
  }
}

function invalidTarget(): ProxyRefusal {
  return new ProxyRefusal({
    status: 400,
    reason: "invalid_target",
    detail: `The ${TARGET_HEADER} header must be one of the fal URLs that this proxy serves, exactly as fal's client writes it.`,
  });
}

function otherEndpoint(method: string, pathname: string): ProxyRefusal {
  if (method !== "GET" && method !== "POST") return wrongMethod("GET, POST");
  // fal's endpoint ids are lower case: another case is a try to pass as ours.
  if (/[A-Z]/.test(pathname)) return invalidTarget();
  return new ProxyRefusal({
    status: 403,
    reason: "endpoint_not_allowed",
    detail: `This proxy serves ${ENDPOINT_ID} and nothing else of fal.`,
  });
}

function wrongMethod(allow: string): ProxyRefusal {
  return new ProxyRefusal({
    status: 405,
    reason: "method_not_allowed",
    detail: `This target takes ${allow}.`,
    headers: { allow },
  });
}
