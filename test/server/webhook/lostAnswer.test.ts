import { expect, onTestFinished, test, vi } from "vitest";
import { APP_ID } from "../../../src/model/endpoint.js";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import type { KlingProxyEvent } from "../../../src/server/KlingProxyEvent.js";
import type { KlingWebhookOptions } from "../../../src/server/KlingWebhookOptions.js";
import type { FaultScript } from "../../../src/simulator/index.js";
import { startFal } from "../../support/startFal.js";
import { INPUT, post, SUBMIT_URL, toTarget } from "../support/requests.js";
import { send } from "../support/send.js";
import { startProxy } from "../support/startProxy.js";
import { toBody, VIDEO } from "./support/bodies.js";
import { startWebhook } from "./support/startWebhook.js";

const REQUESTS_URL = `https://queue.fal.run/${APP_ID}/requests`;
const COMPLETED = { type: "completed", userId: "ada" };
const ATTEMPT_ID = "attempt-canary-1";

/** Proxy and webhook of one host, a fal that each of them reaches, and two visitors. */
async function start(script: FaultScript, options: Partial<KlingWebhookOptions> = {}) {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.script(script);
  const { store = createMemoryStore() } = options;
  const webhook = await startWebhook({ store, ...options });
  const proxyEvents: KlingProxyEvent[] = [];
  const proxy = await startProxy({
    store,
    production: false,
    webhookUrl: webhook.webhookUrl,
    fetch: fal.simulator,
    onEvent: (event) => proxyEvents.push(event),
    authorize: (request) => {
      const userId = /^user=(\w+)$/.exec(request.headers.get("cookie") ?? "")?.[1];
      return userId === undefined ? null : { userId };
    },
  });
  const read = (path: string, cookie: string) =>
    send(proxy, toTarget(`${REQUESTS_URL}/${path}`, { headers: { cookie } }));
  return {
    webhook,
    proxyEvents,
    ledger: fal.simulator.ledger,
    submit: (attemptId = ATTEMPT_ID) =>
      send(proxy, post(SUBMIT_URL, INPUT, { "x-kling-attempt-id": attemptId, cookie: "user=ada" })),
    checkAgain: (cookie = "user=ada") =>
      send(proxy, { headers: { "x-kling-attempt-id": ATTEMPT_ID, cookie } }),
    status: (requestId: unknown, cookie = "user=ada") =>
      read(`${String(requestId)}/status`, cookie),
    result: (requestId: unknown) => read(String(requestId), "user=ada"),
    /** fal delivers the end of the last request that it took, to where the proxy has told it. */
    deliver(fields: object = {}, requestId = fal.simulator.ledger.at(-1)?.requestId) {
      const url = fal.simulator.ledger.at(-1)?.webhookUrl ?? "";
      return webhook.deliver(url, toBody({ request_id: requestId, ...fields }));
    },
  };
}

test("an attempt whose answer was lost is found again once fal delivers its end", async () => {
  const { submit, checkAgain, deliver, status, ledger, webhook } = await start({
    submit: { acceptThen: "reset" },
  });
  const lost = await submit();
  expect(lost.json().outcome).toBe("unknown");
  expect((await checkAgain()).json().outcome).toBe("unknown");

  expect((await deliver()).status).toBe(200);

  const requestId = ledger[0]?.requestId;
  const found = await checkAgain();
  expect([found.status, found.json()]).toEqual([
    200,
    { status: "COMPLETED", request_id: requestId },
  ]);
  expect(found.headers["x-kling-attempt-id"]).toBe(ATTEMPT_ID);
  expect([202, 200]).toContain((await status(requestId)).status);
  expect((await status(requestId, "user=bob")).status).toBe(404);
  expect((await checkAgain("user=bob")).status).toBe(404);
  expect(webhook.completed).toEqual([
    {
      requestId,
      userId: "ada",
      attemptId: ATTEMPT_ID,
      video: expect.objectContaining({ url: VIDEO.url }),
    },
  ]);
  expect(ledger).toHaveLength(1);
});

test("it is found although fal delivers before the answer to the submit is lost", async () => {
  const { submit, checkAgain, deliver, ledger } = await start({
    submit: { acceptThen: { slowMs: 500, then: "reset" } },
  });
  const submitting = submit();
  await vi.waitFor(() => expect(ledger).toHaveLength(1));
  expect((await deliver()).status).toBe(200);
  await submitting;
  expect((await checkAgain()).json().request_id).toBe(ledger[0]?.requestId);
});

test("the same press, sent once more, is answered with what was found", async () => {
  const { submit, deliver, ledger } = await start({ submit: { acceptThen: "html-504" } });
  await submit();
  await deliver();
  const again = await submit();
  expect(again.json().request_id).toBe(ledger[0]?.requestId);
  expect(ledger).toHaveLength(1);
});

test("it is found although it failed at fal, and although onCompleted throws", async () => {
  const onCompleted = () => {
    throw new Error("The disk is full.");
  };
  const { submit, checkAgain, deliver, ledger } = await start(
    { submit: { acceptThen: "reset" } },
    { onCompleted },
  );
  await submit();
  expect((await deliver()).status).toBe(500);
  expect((await checkAgain()).json().request_id).toBe(ledger[0]?.requestId);

  const other = await start({ submit: { acceptThen: "reset" } });
  await other.submit();
  expect((await other.deliver({ status: "ERROR", payload: null })).status).toBe(200);
  expect((await other.checkAgain()).json().request_id).toBe(other.ledger[0]?.requestId);
});

test("where the store does not take it, nothing is told before fal delivers again", async () => {
  const store = createMemoryStore();
  const { submit, checkAgain, deliver, webhook, ledger } = await start(
    { submit: { acceptThen: "reset" } },
    { store },
  );
  await submit();
  const { set } = store;
  store.set = () => Promise.reject(new Error("The store is full."));
  expect((await deliver()).status).toBe(503);
  expect(webhook.completed).toEqual([]);
  store.set = set;
  expect((await deliver()).status).toBe(200);
  expect(webhook.completed).toMatchObject([{ userId: "ada" }]);
  expect((await checkAgain()).json().request_id).toBe(ledger[0]?.requestId);
});

test("fal is told a hash, and neither visitor nor attempt nor key", async () => {
  const { submit, ledger } = await start({});
  await submit();
  const url = new URL(ledger[0]?.webhookUrl ?? "");
  expect([...url.searchParams.keys()]).toEqual(["attempt", "proof"]);
  expect(url.href).not.toMatch(/ada|canary/);
});

test("where the answer was not lost, it stays as it was", async () => {
  const { submit, checkAgain, deliver, webhook, proxyEvents } = await start({});
  const answer = await submit();
  expect((await deliver()).status).toBe(200);
  expect((await checkAgain()).json()).toEqual(answer.json());
  expect(webhook.completed).toMatchObject([{ userId: "ada", attemptId: ATTEMPT_ID }]);
  const accepted = proxyEvents.find(({ type }) => type === "accepted");
  expect(webhook.events).toEqual([
    {
      type: "completed",
      userId: "ada",
      attempt: accepted && "attempt" in accepted ? accepted.attempt : "",
    },
  ]);
});

test("#45: an address that has become known is good for no other request", async () => {
  const { submit, checkAgain, deliver, webhook } = await start({});
  const answer = await submit();
  const stolen = await deliver({}, "99999999-0000-4000-8000-000000000000");
  expect([stolen.status, stolen.json().reason]).toEqual([401, "wrong_request"]);
  expect(webhook.completed).toEqual([]);
  expect((await checkAgain()).json()).toEqual(answer.json());
  expect((await deliver()).status).toBe(200);
});

test("a video that the page has seen first is reported once by both", async () => {
  const { submit, result, deliver, webhook, proxyEvents } = await start({ queueMs: 0, runMs: 0 });
  const { request_id: requestId } = (await submit()).json();
  expect((await result(requestId)).status).toBe(200);
  await vi.waitFor(() => expect(proxyEvents).toContainEqual(expect.objectContaining(COMPLETED)));
  await deliver();
  expect(webhook.completed).toHaveLength(1);
  expect(webhook.events).toEqual([]);
});

test("a video that the webhook has told first is reported once by both", async () => {
  const { submit, result, deliver, webhook, proxyEvents } = await start({ queueMs: 0, runMs: 0 });
  const { request_id: requestId } = (await submit()).json();
  await deliver();
  expect(webhook.events).toMatchObject([COMPLETED]);
  expect((await result(requestId)).status).toBe(200);
  await vi.waitFor(() => expect(proxyEvents.map(({ type }) => type)).toContain("charged"));
  expect(proxyEvents).not.toContainEqual(expect.objectContaining(COMPLETED));
});

test("where only the proxy has somebody who listens, it reports the video", async () => {
  const { submit, result, deliver, proxyEvents } = await start(
    { queueMs: 0, runMs: 0 },
    { onEvent: undefined },
  );
  const { request_id: requestId } = (await submit()).json();
  await deliver();
  expect((await result(requestId)).status).toBe(200);
  await vi.waitFor(() => expect(proxyEvents).toContainEqual(expect.objectContaining(COMPLETED)));
});
