import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { ATTEMPT_HEADER } from "../../src/model/attemptHeader.js";
import { INPUT, SUBMIT_URL } from "../server/support/requests.js";
import type { RunningHost } from "./support/setUpHost.js";
import { createVisitor, submit } from "./support/visitor.js";

/** What browsers say that they can read. */
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd", accept: "text/event-stream" };

/** Status streams, and browsers that leave. */
export function testStreams(running: () => RunningHost): void {
  /** A visitor watches a generation; `fal` is what fal writes to. */
  async function watch(signal?: AbortSignal) {
    const { fal, open } = running();
    const visitor = createVisitor();
    const generation = await submit(running(), visitor);
    const opened = new Promise<ServerResponse>((resolve) => {
      fal.answerWith((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.flushHeaders();
        resolve(response);
      });
    });
    const options = { headers: BROWSER, signal };
    const opening = open(visitor.toTarget(`${generation}/status/stream?logs=1`, options));
    return { fal: await opened, opening };
  }

  describe("streams", () => {
    it("pass each event on while fal still holds the stream open", async () => {
      const { fal, opening } = await watch();
      fal.write("data: 1\n\n");
      const { response } = await opening;
      expect(response.headers).toMatchObject({
        "content-type": expect.stringContaining("text/event-stream"),
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      });
      expect(response.headers).not.toHaveProperty("content-encoding");
      const chunks = response[Symbol.asyncIterator]();
      expect(String((await chunks.next()).value)).toBe("data: 1\n\n");
      for (const event of ["data: 2\n\n", "data: 3\n\n"]) {
        fal.write(event);
        expect(String((await chunks.next()).value)).toBe(event);
      }
      fal.end();
      expect((await chunks.next()).done).toBe(true);
    });

    it("that fal cuts are cut for the browser too", async () => {
      const { fal, opening } = await watch();
      fal.write("data: 1\n\n");
      const { response } = await opening;
      const chunks = response[Symbol.asyncIterator]();
      await chunks.next();
      fal.destroy();
      await expect(chunks.next()).rejects.toThrow("aborted");
    });

    it("#39: are closed at fal when the browser leaves", async () => {
      const browser = new AbortController();
      const { fal, opening } = await watch(browser.signal);
      fal.write("data: 1\n\n");
      const { response } = await opening;
      response.on("error", () => undefined);
      await once(response, "data");
      // What is silent for long is closed in any case.
      const events = setInterval(() => fal.write("data: 2\n\n"), 200);
      const closed = once(fal, "close");
      browser.abort();
      await closed;
      clearInterval(events);
      expect(fal.writableFinished).toBe(false);
    });
  });

  it("#39: a submit goes on when the browser leaves, and what came of it can be asked", async () => {
    const { ask, fal } = running();
    const visitor = createVisitor();
    const attempt = { [ATTEMPT_HEADER]: "attempt-1" };
    const opened = new Promise<ServerResponse>((resolve) => {
      fal.answerWith((_, response) => resolve(response));
    });
    const browser = new AbortController();
    const options = visitor.post(SUBMIT_URL, INPUT, attempt);
    const leaving = expect(ask({ ...options, signal: browser.signal })).rejects.toThrow();
    const upstream = await opened;
    browser.abort();
    await leaving;
    const look = () => ask({ headers: { cookie: visitor.cookie, ...attempt } });
    expect((await look()).status).toBe(409);
    expect(upstream.destroyed).toBe(false);
    upstream.setHeader("content-type", "application/json");
    upstream.end('{"request_id":"kept-although-nobody-waited"}');
    await expect.poll(async () => (await look()).status).toBe(200);
    expect((await look()).json()["request_id"]).toBe("kept-although-nobody-waited");
    expect(fal.seen).toHaveLength(1);
  });
}
