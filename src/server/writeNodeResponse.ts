import type { NodeResponse } from "./nodeTypes.js";

/**
 * Writes a Web response to a Node one, chunk by chunk, no faster than the browser takes it.
 * A body that breaks breaks the connection: a clean end would look like a complete answer.
 *
 * @param signal fires when the browser has left; the body is then closed at its source
 */
export async function writeNodeResponse(
  response: Response,
  target: NodeResponse,
  { signal, withBody }: { signal: AbortSignal; withBody: boolean },
): Promise<void> {
  if (signal.aborted || !withBody || response.body === null) {
    response.body?.cancel().catch(() => undefined);
    if (signal.aborted) return;
    writeHead(response, target);
    target.end();
    return;
  }
  writeHead(response, target);
  // The browser learns that a stream is open before the stream's first event.
  target.flushHeaders?.();
  const reader = response.body.getReader();
  signal.addEventListener("abort", () => void reader.cancel().catch(() => undefined), {
    once: true,
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) break;
      if (!target.write(value)) await untilDrained(target);
    }
    if (!signal.aborted) target.end();
  } catch {
    target.destroy();
  }
}

function writeHead(response: Response, target: NodeResponse): void {
  target.statusCode = response.status;
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie") target.setHeader(name, value);
  });
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) target.setHeader("set-cookie", cookies);
}

function untilDrained(target: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      target.off("drain", go);
      target.off("close", go);
      resolve();
    };
    target.on("drain", go);
    target.on("close", go);
  });
}
