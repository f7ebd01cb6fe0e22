import { beforeEach, describe, expect, test } from "vitest";
import { cdp } from "vitest/browser";
import { command } from "../../support/browserFal.js";
import { counts, freshWay, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";

beforeEach(startAfresh);

/** Chromium itself names the missing header to the developer. */
async function expectHeaderNamed(proxyUrl: string): Promise<void> {
  const entries: string[] = [];
  const session = cdp();
  const note = ({ entry }: { entry: { text: string } }) => entries.push(entry.text);
  // Two calls that both find no session open one each; the first one must be answered before.
  await session.send("Log.disable");
  session.on("Log.entryAdded", note);
  await expect
    .poll(
      async () => {
        await session.send("Log.enable"); // gives all that was written so far, once more
        await session.send("Log.disable");
        return entries.find((text) => text.includes(`'${proxyUrl}'`)) ?? "";
      },
      { timeout: 10_000 },
    )
    .toContain("'Access-Control-Allow-Origin'");
  session.off("Log.entryAdded", note);
}

test("N11: a host that lets no other origin in: nothing was sent", async () => {
  const proxyUrl = freshWay();
  await command({ proxy: { answer: "unreadable" } });
  const hook = await mountHook({ proxyUrl });
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });
  expect(await counts()).toEqual({ posts: 0, charges: 0 });
  await expectHeaderNamed(proxyUrl);
});

test("N11: a preflight that is refused after a good ping leaves it unconfirmed", async () => {
  const proxyUrl = freshWay();
  await command({ proxy: { answer: "unreadable", operation: "preflight" } });
  const hook = await mountHook({ proxyUrl });
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
  expect(await counts()).toEqual({ posts: 0, charges: 0 });
  await expectHeaderNamed(proxyUrl);
});

test("N11: an answer that the page may not read leaves it unconfirmed: fal has it", async () => {
  const proxyUrl = freshWay();
  await command({ proxy: { answer: "unreadable", operation: "submit" } });
  const hook = await mountHook({ proxyUrl });
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
  expect(hook.generation.status).toBe("unconfirmed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
  await expectHeaderNamed(proxyUrl);
});

describe("a proxy that keeps note of attempts", () => {
  beforeEach(() => command({ keepsAttempts: true }));

  test("D08: an answer lost on its way is found, and paid for once", async () => {
    await command({ proxy: { answer: "lost", operation: "submit", times: 1 } });
    const hook = await mountHook();
    void hook.video.submit(URL_INPUT);
    await hook.until("completed");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  }, 60_000);

  test("N03: what came of it is asked once the proxy is there again", async () => {
    await command({ proxy: { answer: "lost", operation: "submit" } });
    const hook = await mountHook();
    const outcome = await hook.video.submit(URL_INPUT);
    expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
    await hook.until("completed");
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  }, 60_000);

  test("where something before it lets no name pass, a press goes without", async () => {
    const headers = {
      "access-control-allow-headers": "x-fal-target-url, content-type, accept",
      "access-control-allow-methods": "GET, POST, PUT",
    };
    await command({ proxy: { answer: { status: 204, headers }, operation: "preflight" } });
    const hook = await mountHook();
    expect(await hook.video.submit(URL_INPUT)).toMatchObject({ ok: true });
    expect(await counts()).toEqual({ posts: 1, charges: 1 });
  });
});
