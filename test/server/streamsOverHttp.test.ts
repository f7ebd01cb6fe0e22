import { describe, expect, it } from "vitest";
import { STREAM_URL, toTarget } from "./support/requests.js";
import { send } from "./support/send.js";
import { startProxy } from "./support/startProxy.js";
import { startUpstream } from "./support/startUpstream.js";

describe("a status stream over HTTP", () => {
  it("ends whole after streamMaxMs, and fal's connection with it", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      response.write('data: {"status":"IN_QUEUE"}\n\n');
    });
    const proxy = await startProxy({ ...upstream, streamMaxMs: 200 });
    const { status, text } = await send(proxy, toTarget(STREAM_URL));
    expect({ status, text }).toEqual({ status: 200, text: 'data: {"status":"IN_QUEUE"}\n\n' });
    await upstream.seen[0]?.left;
  });

  it("an error in its place is an answer like any other", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(404, { "content-type": "application/json" });
      response.end('{"detail":"Request not found"}');
    });
    const answer = await send(await startProxy(upstream), toTarget(STREAM_URL));
    expect(answer.status).toBe(404);
    expect(answer.json()).toEqual({ detail: "Request not found" });
    expect(answer.headers).not.toHaveProperty("x-accel-buffering");
  });

  it.each([
    [404, "application/json"],
    [200, "text/html"],
  ])("attack 38: a %i of %s in its place that never ends is 504", async (status, type) => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(status, { "content-type": type });
      response.write("{");
    });
    const proxy = await startProxy({ ...upstream, readTimeoutMs: 100 });
    expect((await send(proxy, toTarget(STREAM_URL))).status).toBe(504);
    await upstream.seen[0]?.left;
  });
});
