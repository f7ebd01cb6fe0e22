import { type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";

/**
 * Hands a request on to another server, and its answer back as it comes. Where the answer is to be
 * lost, the connection is cut as soon as it is there.
 */
export function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  url: string,
  { isLost = false }: { isLost?: boolean } = {},
): void {
  const { method, headers } = incoming;
  // A connection of its own: a kept one may be closed at the other end just now.
  const outgoing = openRequest(url, { method, headers, agent: false }, (answer) => {
    if (isLost) return void response.destroy();
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.on("aborted", () => response.destroy());
  });
  outgoing.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  response.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}
