import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import type * as Webhook from "../../../src/server/createKlingWebhook.js";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { bundleEntry } from "../../support/bundleEntry.js";
import { FAL_KEY } from "../support/startProxy.js";
import { toBody } from "./support/bodies.js";
import { startWebhook } from "./support/startWebhook.js";

/** All that a host of Web standards is sure to have. */
const webStandards = {
  AbortController,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  btoa,
  clearInterval,
  clearTimeout,
  crypto,
  setInterval,
  setTimeout,
};

test("the webhook runs where there is nothing of Node", async () => {
  const code = await bundleEntry("src/server/createKlingWebhook.ts", "webhook", "iife");
  expect(code).not.toMatch(/\brequire\(|\bimport\b\s*[({"']/);
  const context = createContext({ ...webStandards });
  const { createKlingWebhook } = runInContext(`${code};webhook`, context) as typeof Webhook;
  const { url, sign, jwksUrl } = await startWebhook();
  const told: string[] = [];
  const handler = createKlingWebhook({
    falKey: FAL_KEY,
    store: createMemoryStore(),
    jwksUrl,
    fetch: (request) => fetch(request),
    onCompleted: ({ video }) => told.push(video.url),
  });
  const headers = new Headers(
    Object.entries(await sign(toBody())).map(([name, value]) => [name, String(value)]),
  );
  const response = await handler(new Request(url, { method: "POST", headers, body: toBody() }));
  expect(await response.json()).toEqual({ ok: true });
  expect(told).toHaveLength(1);
});
