import { expect, it } from "vitest";
import { APP_ID } from "../../src/model/endpoint.js";
import {
  CANCEL_URL,
  INITIATE_URL,
  INPUT,
  post,
  REQUEST_ID,
  RESULT_URL,
  SUBMIT_URL,
  toTarget,
} from "./support/requests.js";
import { type SendOptions, send } from "./support/send.js";
import { startHostProcess } from "./support/startHostProcess.js";
import { FAL_KEY } from "./support/startProxy.js";

const COOKIE = "session=cookie-canary; signed-in";
const SECRETS = [
  FAL_KEY,
  "key-secret",
  "cookie-canary",
  "prompt-canary",
  "fox.jpg",
  "store-canary",
  "signed-canary",
  "attempt-canary",
];

const headers = { cookie: COOKIE };

/** A submit of the signed-in visitor; `words` tell the host what is to happen. */
function press(words: string, more: Record<string, string> = {}): SendOptions {
  return post(SUBMIT_URL, { ...INPUT, prompt: `prompt-canary ${words}` }, { ...headers, ...more });
}

it("attack 44: no refusal and no log line holds a key, cookie, prompt, address or id", async () => {
  const host = await startHostProcess({ script: "secretHost.mjs", env: { REQUEST_ID } });
  const requests: SendOptions[] = [
    press("is lost"),
    press("refused"),
    press("forbidden"),
    press("moderate throws"),
    press("fal hangs up", { "x-kling-attempt-id": "attempt-canary" }),
    press("fal hangs up", { "x-kling-attempt-id": "attempt-canary" }),
    press("another input", { "x-kling-attempt-id": "attempt-canary" }),
    press("of a bad attempt", { "x-kling-attempt-id": "attempt-canary!" }),
    press("is taken", { cookie: `${COOKIE} store-down` }),
    post(SUBMIT_URL, { ...INPUT, duration: "10" }, headers),
    post(SUBMIT_URL, { ...INPUT, duration: "prompt-canary" }, headers),
    post(SUBMIT_URL, { ...INPUT, "prompt-canary": 1 }, headers),
    post(SUBMIT_URL, `{"prompt": "prompt-canary`, headers),
    post(SUBMIT_URL, { ...INPUT, image_url: "data:prompt-canary" }, headers),
    post(SUBMIT_URL, { ...INPUT, image_url: "http://10.0.0.1/fox.jpg?signed-canary" }, headers),
    post(SUBMIT_URL, INPUT, { cookie: `${COOKIE} throws` }),
    post(SUBMIT_URL, INPUT, { cookie: "session=cookie-canary" }),
    post(INITIATE_URL, { content_type: "prompt-canary", file_name: "fox.jpg" }, headers),
    toTarget(RESULT_URL, { headers }),
    toTarget(CANCEL_URL, { method: "PUT", headers }),
    toTarget(CANCEL_URL, { method: "PUT", headers: { cookie: `${COOKIE} store-down` } }),
    toTarget(RESULT_URL, { headers: { cookie: `${COOKIE} store-down` } }),
    toTarget(`${RESULT_URL}/nonsense`, { headers }),
    toTarget(SUBMIT_URL.replace("https://", `https://${FAL_KEY}@`), { headers }),
    { headers: { ...headers, origin: "https://cookie-canary.example" } },
  ];
  let said = "";
  for (const request of requests) {
    const { status, text, headers: answerHeaders } = await send(host.origin, request);
    expect(status).toBeGreaterThanOrEqual(400);
    said += text + JSON.stringify(answerHeaders);
  }
  said += await host.end();
  expect([...SECRETS, REQUEST_ID].filter((secret) => said.includes(secret))).toEqual([]);
});

it("attack 44: neither does a log of what goes well; ids stand in the answers that carry them", async () => {
  const host = await startHostProcess({ script: "secretHost.mjs", env: { REQUEST_ID } });
  const first = `https://queue.fal.run/${APP_ID}/requests/${REQUEST_ID}-1`;
  const named = { "x-kling-attempt-id": "attempt-canary" };

  const taken = await send(host.origin, press("is taken", named));
  expect(taken.json()).toEqual({ status: "IN_QUEUE", request_id: `${REQUEST_ID}-1` });
  const again = await send(host.origin, press("is taken", named));
  expect(again.json()).toEqual(taken.json());
  const found = await send(host.origin, { headers: { ...headers, ...named } });
  expect(found.json()).toEqual(taken.json());
  const result = await send(host.origin, toTarget(first, { headers }));
  expect(result.text).toContain("signed-canary");
  const refused = await send(host.origin, press("fal refuses"));
  expect(refused.status).toBe(422);
  const unkept = await send(host.origin, press("is taken loses the store"));
  expect(unkept.json()).toEqual({ status: "IN_QUEUE", request_id: `${REQUEST_ID}-2` });
  expect((await send(host.origin, press("is lost"))).status).toBe(502);
  expect((await send(host.origin, press("is taken"))).status).toBe(429);

  const { unhandled } = await host.report();
  expect(unhandled).toEqual([]);
  const log = await host.end();
  const events = log.trim().split("\n");
  const types = events.map((line) => /^\{"type":"([a-z-]+)"/.exec(line)?.[1]);
  expect(new Set(types)).toEqual(
    new Set(["accepted", "unconfirmed", "refused", "completed", "charged", "store-failed"]),
  );
  expect([...SECRETS, REQUEST_ID].filter((secret) => log.includes(secret))).toEqual([]);
});
