import type { NodeRequest } from "./nodeTypes.js";

/**
 * The body of a Node request: its bytes as they come, or what a body parser such as
 * `express.json()` has made of them.
 */
export function toWebBody(request: NodeRequest): BodyInit | null {
  // Body parsers also set an empty `body` on requests that they did not read.
  if (!request.readableEnded) return toStream(request);
  if (!("body" in request) || request.body === undefined || request.body === null) return null;
  const { body } = request;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return JSON.stringify(body);
}

function toStream(request: NodeRequest): ReadableStream<Uint8Array> {
  let isStarted = false;
  let isOver = false;

  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    isStarted = true;
    request.on("data", (chunk) => {
      if (isOver) return;
      controller.enqueue(chunk);
      request.pause();
    });
    request.on("end", () => {
      if (isOver) return;
      isOver = true;
      controller.close();
    });
    const fail = (): void => {
      if (isOver) return;
      isOver = true;
      controller.error(new TypeError("The request ended before its body did."));
    };
    request.on("error", fail);
    request.on("close", fail);
    // It may have been cut while the handler did something else; then no event comes any more.
    if (request.destroyed) fail();
  }

  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isStarted) request.resume();
        else start(controller);
      },
      cancel() {
        isOver = true;
        request.resume();
      },
    },
    { highWaterMark: 0 },
  );
}
