import type { NodeRequest } from "./nodeTypes.js";
import { toWebBody } from "./toWebBody.js";

const CONNECTION_HEADERS = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
]);

/** A Node request as the Web standard knows it. `signal` should fire when the browser leaves. */
export function toWebRequest(request: NodeRequest, signal: AbortSignal): Request {
  const method = request.method ?? "GET";
  const init: RequestInit & { duplex: "half" } = {
    method,
    headers: toHeaders(request),
    signal,
    duplex: "half",
  };
  if (method !== "GET" && method !== "HEAD") init.body = toWebBody(request);
  return new Request(toUrl(request), init);
}

function toHeaders(request: NodeRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 keeps method, path and host in names that start with a colon.
    if (value === undefined || name.startsWith(":") || CONNECTION_HEADERS.has(name)) continue;
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each);
  }
  if (!headers.has("host")) headers.set("host", toHost(request));
  return headers;
}

function toUrl(request: NodeRequest): URL {
  const isSecure = "encrypted" in request.socket && request.socket.encrypted === true;
  const url = new URL(`${isSecure ? "https" : "http"}://${toHost(request)}`);
  // Routers cut the mount point off `url` and keep the whole in `originalUrl`. The path is set apart
  // from the host, since a path like "//evil.example" would become the host.
  const original = "originalUrl" in request ? request.originalUrl : undefined;
  const path = typeof original === "string" ? original : (request.url ?? "/");
  const queryStart = path.indexOf("?");
  url.pathname = queryStart === -1 ? path : path.slice(0, queryStart);
  url.search = queryStart === -1 ? "" : path.slice(queryStart);
  return url;
}

/** The host that the caller names, or `localhost` where that is no host. */
function toHost({ headers }: NodeRequest): string {
  const host = headers.host ?? headers[":authority"];
  const isHost = typeof host === "string" && /^[\w.:[\]-]+$/.test(host);
  return isHost && URL.canParse(`http://${host}`) ? host : "localhost";
}
