import type { NodeRequest, NodeResponse } from "./nodeTypes.js";
import { toWebRequest } from "./toWebRequest.js";
import { writeNodeResponse } from "./writeNodeResponse.js";

/** A handler for Node's `http`, Express, Connect and Vite. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/** Methods that no Web `Request` may have. */
const METHODS_WITHOUT_REQUEST = ["CONNECT", "TRACE", "TRACK"];

/**
 * Serves a Web-standard handler from Node: as the listener of `http.createServer`, as a route of
 * Express 4 or 5, or as a middleware of a Vite dev server. It works before and after a body parser,
 * passes streams on as they come, and tells the handler by `request.signal` when the browser leaves.
 * It answers every request itself: nothing after it in a chain is called. The promise never rejects.
 *
 * @example
 * ```ts
 * http.createServer(toNodeHandler(createKlingProxy({ falKey, authorize }))).listen(3000);
 * app.all("/api/fal/proxy", toNodeHandler(handler));
 * ```
 */
export function toNodeHandler(handler: (request: Request) => Promise<Response>): NodeHandler {
  return async function handleNode(request, response) {
    const signal = toLeaveSignal(response);
    if (METHODS_WITHOUT_REQUEST.includes(request.method?.toUpperCase() ?? "")) {
      response.statusCode = 405;
      response.setHeader("allow", "GET, HEAD, POST, PUT, OPTIONS");
      response.end();
      return;
    }
    try {
      const answer = await handler(toWebRequest(request, signal));
      await writeNodeResponse(answer, response, { signal, withBody: request.method !== "HEAD" });
    } catch {
      fail(response);
    }
  };
}

/** Fires when the connection closes before the answer is complete. */
function toLeaveSignal(response: NodeResponse): AbortSignal {
  const abort = new AbortController();
  let isFinished = false;
  response.on("finish", () => {
    isFinished = true;
  });
  response.on("close", () => {
    if (!isFinished) abort.abort();
  });
  // Without a listener, a write to a closed connection ends the process.
  response.on("error", () => abort.abort());
  return abort.signal;
}

function fail(response: NodeResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = 500;
  response.end();
}
