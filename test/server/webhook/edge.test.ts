import { expect, test } from "vitest";
import { runOnTheEdge } from "../support/runOnTheEdge.js";
import { FAL_KEY } from "../support/startProxy.js";
import { toBody } from "./support/bodies.js";
import { startWebhook } from "./support/startWebhook.js";

test("the webhook runs where there is nothing of Node", async () => {
  const { createKlingWebhook, createMemoryStore } = await runOnTheEdge();
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
