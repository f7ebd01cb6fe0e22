import { describe, expect, test } from "vitest";
import { listen } from "../support/listen.js";
import { toBody } from "./support/bodies.js";
import { createKeyPair } from "./support/startFalDeliveries.js";
import { startWebhook } from "./support/startWebhook.js";

const HOUR_MS = 3_600_000;

/** A webhook whose clock is moved by hand; every delivery is of another generation. */
async function start() {
  let now = Date.now();
  const webhook = await startWebhook({ now: () => now });
  let count = 0;
  return {
    ...webhook,
    wait: (ms: number) => {
      now += ms;
    },
    async deliver(options: { key?: CryptoKey } = {}) {
      count += 1;
      const body = toBody({ request_id: `request-${count}` });
      const answer = await webhook.deliver(webhook.url, body, { signedAt: now, ...options });
      return answer.status === 200 ? 200 : [answer.status, answer.json().reason];
    },
  };
}

test("#45: fal's keys are asked for once a day", async () => {
  const { deliver, wait, asked } = await start();
  expect(await Promise.all([deliver(), deliver(), deliver()])).toEqual([200, 200, 200]);
  wait(23.9 * HOUR_MS);
  expect(await deliver()).toBe(200);
  expect(asked.count).toBe(1);
  wait(0.2 * HOUR_MS);
  expect(await deliver()).toBe(200);
  expect(asked.count).toBe(2);
});

test("a new key of fal's is found, once a minute has gone by since the last look", async () => {
  const { deliver, wait, changeKey, asked } = await start();
  expect(await deliver()).toBe(200);
  await changeKey();
  expect(await deliver()).toEqual([401, "wrong_signature"]);
  wait(60_000);
  expect(await deliver()).toBe(200);
  expect(asked.count).toBe(2);
});

test("unknown signatures make it ask fal at most once a minute", async () => {
  const { deliver, wait, asked } = await start();
  const { privateKey: key } = await createKeyPair();
  await deliver();
  wait(60_000);
  for (let i = 0; i < 20; i += 1) {
    expect(await deliver({ key })).toEqual([401, "wrong_signature"]);
  }
  expect(asked.count).toBe(2);
});

test("keys that cannot be read are passed over", async () => {
  const { deliver, jwksUrl, answerKeysWith } = await start();
  const { keys }: { keys: object[] } = await (await fetch(jwksUrl)).json();
  const odd = [null, 7, { kty: "RSA", n: "AQAB" }, { kty: "OKP", crv: "Ed25519", x: "§" }];
  answerKeysWith(200, JSON.stringify({ keys: [...odd, ...keys] }));
  expect(await deliver()).toBe(200);
});

describe("#45: fal's keys cannot be had", () => {
  test.each<[string, number, string | null]>([
    ["an error", 500, "{}"],
    ["an error with keys in it", 500, null],
    ["a page", 200, "<html></html>"],
    ["no keys", 200, '{"keys":[]}'],
    ["null", 200, "null"],
    ["keys of another kind", 200, '{"keys":[null,7,{"kty":"RSA"},{"crv":"Ed25519","x":"§"}]}'],
    ["a redirect", 302, ""],
    ["too much", 200, JSON.stringify({ keys: [], more: "x".repeat(70_000) })],
  ])("%s: 503, so that fal tries again; then the delivery is taken", async (_, status, body) => {
    const { answerKeysWith, deliver, jwksUrl, completed } = await start();
    const keys = await (await fetch(jwksUrl)).text();
    answerKeysWith(status, body ?? keys);
    expect(await deliver()).toEqual([503, "keys_unavailable"]);
    expect(completed).toEqual([]);
    answerKeysWith(200, keys);
    expect(await deliver()).toBe(200);
  });

  test("silence: 503 before fal gives the delivery up", async () => {
    const { origin } = await listen(() => undefined);
    const webhook = await startWebhook({ jwksUrl: origin });
    const answer = await webhook.deliver(webhook.url, toBody());
    expect([answer.status, answer.json().reason]).toEqual([503, "keys_unavailable"]);
  }, 14_000);

  test("what is known is used for a day, and no longer", async () => {
    const { deliver, wait, answerKeysWith } = await start();
    expect(await deliver()).toBe(200);
    answerKeysWith(500, "");
    wait(23 * HOUR_MS);
    const { privateKey: key } = await createKeyPair();
    expect(await deliver({ key })).toEqual([401, "wrong_signature"]);
    expect(await deliver()).toBe(200);
    wait(2 * HOUR_MS);
    expect(await deliver()).toEqual([503, "keys_unavailable"]);
  });
});
