import { request } from "node:http";
import type { SendOptions } from "../../server/support/send.js";

const PIECE = Buffer.alloc(65_536, "x");
const MOST_BYTES = 50_000_000;

/**
 * Sends a body that does not end, up to 50 MB, until there is an answer: its status, or `"cut"` where
 * the connection ends without one.
 */
export function sendEndless(
  url: string,
  { method, headers }: SendOptions,
): Promise<number | "cut"> {
  return new Promise((resolve) => {
    // A connection that ends with the answer may be cut before the answer is read.
    const outgoing = request(url, {
      method,
      headers: { ...headers, "transfer-encoding": "chunked", connection: "keep-alive" },
      agent: false,
    });
    let isAnswered = false;
    let sentBytes = 0;
    const write = (): void => {
      while (!isAnswered && sentBytes < MOST_BYTES) {
        sentBytes += PIECE.byteLength;
        if (!outgoing.write(PIECE)) return;
      }
      if (!isAnswered) outgoing.end();
    };
    outgoing.on("drain", write);
    outgoing.on("error", () => resolve("cut"));
    outgoing.on("response", (response) => {
      isAnswered = true;
      resolve(response.statusCode ?? 0);
      response.on("error", () => undefined);
      outgoing.destroy();
    });
    write();
  });
}
