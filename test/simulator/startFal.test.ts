import { createFalClient } from "@fal-ai/client";
import { expect, onTestFinished, test } from "vitest";
import { ENDPOINT_ID } from "../../src/model/endpoint.js";
import type { FalCommand, FalReport } from "../support/FalCommand.js";
import { startFal } from "../support/startFal.js";
import { createPicture } from "./support/createPicture.js";
import { INPUT, SUBMIT_URL } from "./support/createTestFal.js";
import { readEvents } from "./support/readEvents.js";

async function start(options: Parameters<typeof startFal>[0] = {}) {
  const fal = await startFal({ queueMs: 60_000, ...options });
  onTestFinished(fal.close);
  const viaProxy = (target: string, init: RequestInit = {}) =>
    fetch(fal.proxyUrl, {
      ...init,
      headers: { "content-type": "application/json", "x-fal-target-url": target },
    });
  return {
    ...fal,
    viaProxy,
    submit: () => viaProxy(SUBMIT_URL, { method: "POST", body: JSON.stringify(INPUT) }),
    command: (command: FalCommand) =>
      fetch(`${fal.origin}/control`, { method: "POST", body: JSON.stringify(command) }),
    async report(): Promise<FalReport> {
      return (await fetch(`${fal.origin}/control`)).json();
    },
  };
}

test("the whole way goes over real HTTP: upload, submit, status, result, video", async () => {
  const { origin, proxyUrl, report } = await start({ queueMs: 100, runMs: 300 });
  const client = createFalClient({
    fetch: (input, init) => {
      const request = new Request(input, init);
      if (request.url.startsWith(origin)) return fetch(request); // the upload's PUT
      request.headers.set("x-fal-target-url", request.url);
      return fetch(new Request(proxyUrl, request));
    },
    credentials: "page:has-none",
  });
  const { data } = await client.subscribe(ENDPOINT_ID, {
    input: { prompt: "A slow wave", image_url: await createPicture(400, 300) },
    pollInterval: 50,
  });
  const part = await fetch(data.video.url, { headers: { range: "bytes=0-3" } });
  expect(part.status).toBe(206);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(
    new Uint8Array([0x1a, 0x45, 0xdf, 0xa3]),
  );
  const { ledger, posts } = await report();
  expect([ledger.length, posts.length]).toEqual([1, 1]);
});

test("the stream comes event by event through the proxy", async () => {
  const { submit, viaProxy, simulator } = await start();
  const { status_url: statusUrl } = await (await submit()).json();
  const response = await viaProxy(`${statusUrl}/stream?logs=1`);
  const reader = response.body?.getReader();
  const first = new TextDecoder().decode((await reader?.read())?.value);
  expect(readEvents(first)).toMatchObject([{ status: "IN_QUEUE" }]);
  expect(simulator.openStreams()).toBe(1);
  await reader?.cancel();
  await expect.poll(() => simulator.openStreams(), { timeout: 4000 }).toBe(0);
});

test("another proxy finds fal below /https/", async () => {
  const { origin, report } = await start();
  const submit = await fetch(`${origin}/https/queue.fal.run/${ENDPOINT_ID}`, {
    method: "POST",
    body: JSON.stringify(INPUT),
  });
  const { status_url: statusUrl } = await submit.json();
  const status = await fetch(statusUrl.replace("https://", `${origin}/https/`));
  expect(status.status).toBe(202);
  const initiate = await fetch(
    `${origin}/https/rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3`,
    { method: "POST", body: '{"content_type":"image/png","file_name":"a.png"}' },
  );
  expect((await initiate.json()).upload_url).toMatch(new RegExp(`^${origin}/media/upload/`));
  expect((await report()).requests.map(({ operation }) => operation)).toEqual([
    "submit",
    "status",
    "initiate",
  ]);
});

test("a test elsewhere scripts faults and reads the ledger", async () => {
  const { command, submit, report } = await start();
  await command({ script: { submit: { acceptThen: "html-504" } } });
  expect((await submit()).status).toBe(504);
  expect(await report()).toMatchObject({ posts: [{ accepted: true }], ledger: [{ input: INPUT }] });
  await command({ reset: true, defaults: { submit: "balance" } });
  expect((await submit()).status).toBe(403);
  expect(await report()).toMatchObject({ posts: [{ accepted: false }], ledger: [] });
});

test("a reset cuts the connection itself", async () => {
  const { origin, simulator } = await start();
  simulator.script({ submit: { acceptThen: "reset" } });
  const body = JSON.stringify(INPUT);
  const answer = fetch(`${origin}/https/queue.fal.run/${ENDPOINT_ID}`, { method: "POST", body });
  await expect(answer).rejects.toMatchObject({ message: "fetch failed" });
  expect(simulator.ledger).toHaveLength(1);
});

test("a stream that is reset breaks in the page's hands", async () => {
  const { origin, simulator } = await start();
  simulator.script({ stream: { cutAfterMs: 50, reset: true } });
  const submit = await simulator.fetch(SUBMIT_URL, { method: "POST", body: JSON.stringify(INPUT) });
  const { status_url: statusUrl } = await submit.json();
  const stream = await fetch(`${statusUrl.replace("https://", `${origin}/https/`)}/stream`);
  await expect(stream.text()).rejects.toThrow("terminated");
});

test("offline: open streams break, nothing gets through, and then all is well", async () => {
  const { command, submit, viaProxy, report } = await start();
  const { status_url: statusUrl } = await (await submit()).json();
  const stream = await viaProxy(`${statusUrl}/stream`);
  await command({ offlineMs: 60_000 });
  await expect(stream.text()).rejects.toThrow("terminated");
  await expect(viaProxy(statusUrl)).rejects.toThrow("fetch failed");
  expect((await report()).ledger).toHaveLength(1);
  await command({ offlineMs: 0 });
  expect((await viaProxy(statusUrl)).status).toBe(202);
});

test("the proxy answers in fal's place as often as it was told", async () => {
  const { command, submit, viaProxy, report } = await start();
  const { status_url: statusUrl } = await (await submit()).json();
  await command({ proxy: { answer: "login-page", times: 1 } });
  expect(await (await viaProxy(statusUrl)).text()).toContain("Sign in");
  expect((await viaProxy(statusUrl)).status).toBe(202);

  const redirect = { status: 302, headers: { location: "/login" } };
  await command({ proxy: { answer: redirect, method: "POST" } });
  const refused = await viaProxy(SUBMIT_URL, { method: "POST", body: "{}", redirect: "manual" });
  expect([refused.status, refused.headers.get("location")]).toEqual([302, "/login"]);
  expect((await viaProxy(statusUrl)).status).toBe(202);

  await command({ proxy: { answer: "reset" } });
  await expect(viaProxy(statusUrl)).rejects.toThrow("fetch failed");
  await command({ proxy: null });
  expect((await viaProxy(statusUrl)).status).toBe(202);
  expect((await report()).posts).toHaveLength(1);
});

test("a page of another port may use the proxy and the control", async () => {
  const { origin, proxyUrl } = await start();
  const headers = {
    origin: "http://127.0.0.1:9",
    "access-control-request-headers": "x-fal-target-url",
  };
  const preflight = await fetch(proxyUrl, { method: "OPTIONS", headers });
  expect(preflight.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:9");
  const control = await fetch(`${origin}/control`, { headers });
  expect(control.headers.get("access-control-allow-origin")).toBe("*");
});
