import { chromium } from "playwright";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/chromium.mjs";
import {
  createMemoryStore,
  type KlingProxyOptions,
  type KlingStore,
} from "../../src/server/index.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { startFal } from "../support/startFal.js";
import { INPUT, post, SUBMIT_URL } from "./support/requests.js";
import { send } from "./support/send.js";
import { startProxy } from "./support/startProxy.js";

/** `user=NAME`: that one is signed in. */
function readUser(request: Request) {
  const userId = /^user=(\w+)$/.exec(request.headers.get("cookie") ?? "")?.[1];
  return userId === undefined ? null : { userId };
}

async function start(script: FaultScript = {}, options: Partial<KlingProxyOptions> = {}) {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.script(script);
  const proxy = await startProxy({ fetch: fal.simulator, authorize: readUser, ...options });
  const submit = (attemptId: string, input: object = INPUT, cookie = "user=ada") =>
    send(proxy, post(SUBMIT_URL, input, { "x-kling-attempt-id": attemptId, cookie }));
  const find = (attemptId: string, cookie = "user=ada") =>
    send(proxy, { headers: { "x-kling-attempt-id": attemptId, cookie } });
  return { ...fal, submit, find };
}

test("D08: the same attempt twice is one request to fal, at once and later", async () => {
  const { submit, simulator } = await start({ submit: { slowMs: 200 } });
  const atOnce = await Promise.all(Array.from({ length: 50 }, () => submit("attempt-1")));
  const later = await submit("attempt-1");
  expect(simulator.posts).toHaveLength(1);
  const ids = new Set([...atOnce, later].map(({ json }) => json().request_id));
  expect([...ids]).toEqual([simulator.ledger[0]?.requestId]);
  expect(later.headers["idempotent-replayed"]).toBe("true");
  const originals = atOnce.filter(({ headers }) => headers["idempotent-replayed"] === undefined);
  expect(originals).toHaveLength(1);
});

test("two attempts are two requests", async () => {
  const { submit, simulator } = await start();
  await Promise.all([submit("attempt-1"), submit("attempt-2")]);
  expect(simulator.posts).toHaveLength(2);
});

test("D08: an attempt with another input is refused", async () => {
  const { submit, simulator } = await start();
  await submit("attempt-1");
  const other = await submit("attempt-1", { ...INPUT, duration: "10" });
  expect(other).toMatchObject({ status: 422 });
  expect(other.json()).toMatchObject({ reason: "invalid_attempt" });
  expect(simulator.posts).toHaveLength(1);
});

test("D08: a store that takes a claim back once more, later, takes no other claim with it", async () => {
  const memory = createMemoryStore();
  const late: (() => Promise<void>)[] = [];
  const store: KlingStore = {
    ...memory,
    delete: (...entry) => {
      late.push(() => memory.delete(...entry));
      return memory.delete(...entry);
    },
  };
  let isAllowed = false;
  const moderate = () => (isAllowed ? null : "Not yet.");
  const { submit, simulator } = await start({}, { store, policy: { moderate } });
  expect(await submit("attempt-1")).toMatchObject({ status: 403 });
  isAllowed = true;
  simulator.script({ submit: { slowMs: 500 } });
  const sent = submit("attempt-1");
  await expect.poll(() => simulator.posts.length).toBe(1);
  expect(late).toHaveLength(1);
  await late[0]?.();
  expect((await submit("attempt-1")).json()).toEqual((await sent).json());
  expect(simulator.posts).toHaveLength(1);
});

test("an attempt whose outcome is unknown is not sent again", async () => {
  const { submit, simulator } = await start({ submit: { acceptThen: "reset" } });
  const answers = [await submit("attempt-1"), await submit("attempt-1")];
  expect(answers.map(({ json }) => json().outcome)).toEqual(["unknown", "unknown"]);
  expect(simulator.posts).toHaveLength(1);
});

describe("what came of an attempt", () => {
  test("that fal took: its answer once more, and nothing is sent", async () => {
    const { submit, find, simulator } = await start();
    const first = await submit("attempt-1");
    const found = await find("attempt-1");
    expect(found.status).toBe(200);
    expect(found.json()).toEqual(first.json());
    expect(found.headers).toMatchObject({
      "x-kling-attempt-id": "attempt-1",
      "idempotent-replayed": "true",
      "cache-control": "no-store",
    });
    expect(simulator.posts).toHaveLength(1);
  });

  test("that fal refused: the refusal", async () => {
    const { submit, find } = await start({ submit: "balance" });
    const first = await submit("attempt-1");
    const found = await find("attempt-1");
    expect(found.status).toBe(403);
    expect(found.json()).toEqual(first.json());
    expect(found.headers["x-kling-attempt-id"]).toBe("attempt-1");
  });

  test("that is under way: 409, until it is answered", async () => {
    const { submit, find } = await start({ submit: { slowMs: 300 } });
    const submitting = submit("attempt-1");
    await vi.waitFor(async () => expect((await find("attempt-1")).status).toBe(409), 15_000);
    expect((await find("attempt-1")).json()).toMatchObject({ reason: "in_flight" });
    await submitting;
    expect((await find("attempt-1")).status).toBe(200);
  });

  test("whose answer fal never gave: nobody can know", async () => {
    const { submit, find, simulator } = await start({ submit: { acceptThen: "reset" } });
    await submit("attempt-1");
    expect((await find("attempt-1")).json()).toMatchObject({ outcome: "unknown" });
    expect(simulator.posts).toHaveLength(1);
  });

  test("that is not known here: 404, and said by the proxy itself", async () => {
    const { find } = await start();
    const found = await find("attempt-1");
    expect(found).toMatchObject({ status: 404 });
    expect(found.json()).toMatchObject({ reason: "unknown_attempt" });
    expect(found.headers["x-kling-attempt-id"]).toBe("attempt-1");
  });

  test("of another visitor: 404, as if there were none", async () => {
    const { submit, find } = await start();
    await submit("attempt-1", INPUT, "user=alice");
    expect(await find("attempt-1", "user=bob")).toMatchObject({ status: 404 });
    expect(await find("attempt-1", "user=alice")).toMatchObject({ status: 200 });
  });

  test("is told to nobody who is not signed in", async () => {
    const { submit, find } = await start();
    await submit("attempt-1", INPUT, "user=alice");
    const found = await find("attempt-1", "");
    expect(found.status).toBe(401);
    expect(found.headers["x-kling-attempt-id"]).toBeUndefined();
  });
});

test.each(["", "a b", "x".repeat(65)])("a malformed attempt id (%o) sends nothing", async (id) => {
  const { submit, simulator } = await start();
  expect(await submit(id)).toMatchObject({ status: 400 });
  expect(simulator.posts).toHaveLength(0);
});

// Chromium repeats a POST by itself when a connection that it has kept alive breaks before the answer.
test.each([
  ["an attempt that is named is paid for once", { "x-kling-attempt-id": "attempt-1" }, 1],
  ["one that is not named is paid for twice", {}, 2],
])("a POST that the browser repeats: %s", async (_, headers, charges) => {
  const fal = await startFal();
  onTestFinished(fal.close);
  const browser = await chromium.launch({
    executablePath: findChromium()?.path,
    args: [...CHROMIUM_ARGS],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${fal.origin}/control`);
  const submit = async (options: { url: string; init: RequestInit; control: string }) => {
    await (await fetch(options.url)).text(); // a connection that is kept alive
    const fault = { proxy: { answer: "lost", method: "POST", times: 1 } };
    await (await fetch(options.control, { method: "POST", body: JSON.stringify(fault) })).text();
    return (await fetch(options.url, options.init)).json();
  };
  const answer = await page.evaluate(submit, {
    url: fal.proxyUrl,
    control: `${fal.origin}/control`,
    init: {
      method: "POST",
      body: JSON.stringify(INPUT),
      headers: { "content-type": "application/json", "x-fal-target-url": SUBMIT_URL, ...headers },
    },
  });
  expect(fal.simulator.ledger).toHaveLength(charges);
  expect(answer.request_id).toBe(fal.simulator.ledger.at(-1)?.requestId);
});
