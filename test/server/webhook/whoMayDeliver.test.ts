import { createRequire } from "node:module";
import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { createKlingWebhook } from "../../../src/server/createKlingWebhook.js";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { type NodeHandler, toNodeHandler } from "../../../src/server/toNodeHandler.js";
import { toWebhookUrl } from "../../../src/server/webhookProof.js";
import { listen } from "../support/listen.js";
import { REQUEST_ID } from "../support/requests.js";
import { type Answer, send } from "../support/send.js";
import { FAL_KEY } from "../support/startProxy.js";
import { toBody } from "./support/bodies.js";
import { createKeyPair, type DeliveryOptions, FAL_USER_ID } from "./support/startFalDeliveries.js";
import { REF, startWebhook } from "./support/startWebhook.js";

type Webhook = Awaited<ReturnType<typeof startWebhook>>;

function expectRefused(webhook: Webhook, answer: Answer, status: number, reason: string): void {
  expect([answer.status, answer.json()]).toEqual([status, { detail: expect.any(String), reason }]);
  expect(webhook.completed).toEqual([]);
  expect(webhook.failed).toEqual([]);
  expect(webhook.events).toEqual([{ type: "delivery-refused", status, reason }]);
}

test("what fal delivers to the address that the proxy gave it is taken", async () => {
  const webhook = await startWebhook({ falUserId: FAL_USER_ID });
  const answer = await webhook.deliver(webhook.url, toBody());
  expect([answer.status, answer.json()]).toEqual([200, { ok: true }]);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(webhook.completed).toMatchObject([{ requestId: REQUEST_ID }]);
});

describe("#45: fal's signature", () => {
  test.each(["request-id", "user-id", "timestamp", "signature"])("without %s", async (name) => {
    const webhook = await startWebhook();
    const headers = { [`x-fal-webhook-${name}`]: undefined };
    const answer = await webhook.deliver(webhook.url, toBody(), { headers });
    const reason = name === "timestamp" ? "wrong_time" : "wrong_signature";
    expectRefused(webhook, answer, 401, reason);
    expect(webhook.asked.count).toBe(0);
  });

  test.each<[string, DeliveryOptions]>([
    ["of another body", { sent: toBody({ status: "ERROR" }) }],
    ["of the same JSON, written anew", { sent: JSON.stringify(JSON.parse(toBody())) }],
    ["that is no hexadecimal", { headers: { "x-fal-webhook-signature": "§" } }],
    ["that is cut", { headers: { "x-fal-webhook-signature": "ab".repeat(32) } }],
    ["of another delivery", { headers: { "x-fal-webhook-request-id": "delivery-2" } }],
    ["of another account", { headers: { "x-fal-webhook-user-id": "user_2other" } }],
    [
      "of another moment",
      { headers: { "x-fal-webhook-timestamp": String(Math.floor(Date.now() / 1000) - 60) } },
    ],
  ])("%s", async (_, options) => {
    const webhook = await startWebhook();
    const answer = await webhook.deliver(webhook.url, toBody(), options);
    expectRefused(webhook, answer, 401, "wrong_signature");
  });

  test("with a key that fal does not publish", async () => {
    const webhook = await startWebhook();
    const { privateKey } = await createKeyPair();
    const answer = await webhook.deliver(webhook.url, toBody(), { key: privateKey });
    expectRefused(webhook, answer, 401, "wrong_signature");
  });
});

describe("#45: the time of a delivery", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  test.each([-301, 301])("%i s off is refused", async (offS) => {
    const webhook = await startWebhook({ now: () => now });
    const answer = await webhook.deliver(webhook.url, toBody(), { signedAt: now + offS * 1000 });
    expectRefused(webhook, answer, 401, "wrong_time");
    expect(webhook.asked.count).toBe(0);
  });

  test.each([-300, 300])("%i s off is taken", async (offS) => {
    const webhook = await startWebhook({ now: () => now });
    const answer = await webhook.deliver(webhook.url, toBody(), { signedAt: now + offS * 1000 });
    expect(answer.status).toBe(200);
  });

  test.each(["", "soon", "1e9", "-1", "NaN"])("%o is none", async (timestamp) => {
    const webhook = await startWebhook();
    const headers = { "x-fal-webhook-timestamp": timestamp };
    expectRefused(
      webhook,
      await webhook.deliver(webhook.url, toBody(), { headers }),
      401,
      "wrong_time",
    );
  });
});

test("#45: another fal account than falUserId is refused, although fal has signed it", async () => {
  const webhook = await startWebhook({ falUserId: FAL_USER_ID });
  const answer = await webhook.deliver(webhook.url, toBody(), { userId: "user_2other" });
  expectRefused(webhook, answer, 401, "wrong_account");
});

describe("#45: an address that the proxy did not give", () => {
  test.each<[string, (url: URL) => void | Promise<void>]>([
    ["without its proof", (url) => url.searchParams.delete("proof")],
    ["with another proof", (url) => url.searchParams.set("proof", "ab".repeat(32))],
    ["with a proof that is none", (url) => url.searchParams.set("proof", "§")],
    ["of another attempt", (url) => url.searchParams.set("attempt", "another-attempt")],
    ["with nothing", (url) => void (url.search = "")],
    [
      "of a proxy with another key",
      async (url) => {
        const other = await toWebhookUrl(url.href, REF, "key-id:another-secret");
        url.search = new URL(other).search;
      },
    ],
  ])("%s", async (_, change) => {
    const webhook = await startWebhook();
    const url = new URL(webhook.url);
    await change(url);
    expectRefused(webhook, await webhook.deliver(url.href, toBody()), 401, "wrong_proof");
    expect(webhook.asked.count).toBe(0);
  });

  test("keeps the host's own query, and names no visitor", async () => {
    const url = await toWebhookUrl("https://app.example/hook?tenant=7", REF, FAL_KEY);
    expect(url).toMatch(
      new RegExp(`^https://app.example/hook\\?tenant=7&attempt=${REF}&proof=[0-9a-f]{64}$`),
    );
  });
});

test.each(["GET", "PUT", "DELETE", "OPTIONS"])("%s is no delivery", async (method) => {
  const webhook = await startWebhook();
  const answer = await send(webhook.url, { method });
  expectRefused(webhook, answer, 405, "method_not_allowed");
});

test.each(["no JSON", "[]", "null", "{}", '{"request_id":7}', '{"request_id":"../../x/y"}'])(
  "a signed body that names no request: %s",
  async (body) => {
    const webhook = await startWebhook();
    const answer = await webhook.deliver(webhook.url, body);
    expectRefused(webhook, answer, 400, "invalid_body");
  },
);

test.each([true, false])("a body that is too large is not read (length told: %o)", async (told) => {
  const webhook = await startWebhook();
  const body = toBody({ logs: "x".repeat(1_100_000) });
  const headers = told ? {} : { "transfer-encoding": "chunked" };
  const answer = await webhook.deliver(webhook.url, body, { headers });
  expectRefused(webhook, answer, 413, "body_too_large");
});

describe("on Express", () => {
  interface Express {
    (): RequestListener & {
      use(middleware: unknown): void;
      post(path: string, handler: NodeHandler): void;
    };
    json(): unknown;
    raw(options: object): unknown;
  }
  const folder = new URL("../../support/falServerProxy/", import.meta.url);
  const express = createRequire(new URL("package.json", folder))("express") as Express;

  test.each([
    ["without a body parser", null, 200],
    ["behind express.raw()", express.raw({ type: "application/json" }), 200],
    ["behind express.json(), which leaves nothing to verify", express.json(), 401],
  ])("%s", async (_, parser, status) => {
    const { jwksUrl, deliver } = await startWebhook();
    const app = express();
    if (parser !== null) app.use(parser);
    const store = createMemoryStore();
    const options = { falKey: FAL_KEY, store, jwksUrl, onCompleted: () => undefined };
    app.post("/webhook", toNodeHandler(createKlingWebhook(options)));
    const { origin } = await listen(app);
    const url = await toWebhookUrl(`${origin}/webhook`, REF, FAL_KEY);
    expect((await deliver(url, toBody())).status).toBe(status);
  });
});

describe("a webhook that could never work is not created", () => {
  const options = { falKey: FAL_KEY, store: createMemoryStore(), onCompleted: () => undefined };

  test.each([undefined, "", "undefined"])("key: %o", (falKey) => {
    expect(() => createKlingWebhook({ ...options, falKey })).toThrow(/falKey is missing.*FAL_KEY/);
  });

  test("no store, no onCompleted", () => {
    const without = (name: string): never => ({ ...options, [name]: undefined }) as never;
    expect(() => createKlingWebhook(without("store"))).toThrow(/store is missing/);
    expect(() => createKlingWebhook(without("onCompleted"))).toThrow(/onCompleted is missing/);
  });
});
