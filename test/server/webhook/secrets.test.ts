import { expect, test } from "vitest";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import type { KlingStore } from "../../../src/server/KlingStore.js";
import type { KlingWebhookOptions } from "../../../src/server/KlingWebhookOptions.js";
import { REQUEST_ID } from "../support/requests.js";
import { toBody } from "./support/bodies.js";
import { startWebhook } from "./support/startWebhook.js";

const fail = (): never => {
  throw new Error(`canary ${REQUEST_ID}`);
};
const brokenStore: KlingStore = { ...createMemoryStore(), create: async () => fail() };
const refused = {
  status: "ERROR",
  error: "prompt-canary",
  payload: { detail: [{ type: "missing", msg: "prompt-canary", input: "prompt-canary" }] },
};

test.each<[string, number, Partial<KlingWebhookOptions>, object, object]>([
  ["is taken", 200, {}, {}, {}],
  ["tells of a refusal", 200, {}, refused, {}],
  ["is not fal's", 401, {}, {}, { sent: toBody(refused) }],
  ["is another account's", 401, { falUserId: "canary" }, {}, {}],
  ["makes the host's function throw", 500, { onCompleted: fail }, {}, {}],
  ["finds a broken store", 503, { store: brokenStore }, {}, {}],
  ["finds no keys", 503, { fetch: async () => fail() }, {}, {}],
])("a delivery that %s: no answer and no event tells a secret", async (_, status, ...given) => {
  const [options, fields, delivery] = given;
  const webhook = await startWebhook(options);
  const answer = await webhook.deliver(webhook.url, toBody(fields), delivery);
  expect(answer.status).toBe(status);
  const told = JSON.stringify([answer.headers, answer.text, webhook.events]);
  const proof = new URL(webhook.url).searchParams.get("proof") ?? "";
  for (const secret of ["canary", REQUEST_ID, proof, "v3.fal.media", "key-id"]) {
    expect(told).not.toContain(secret);
  }
});
