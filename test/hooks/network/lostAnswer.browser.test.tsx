import { beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../../src/simulator/index.js";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

/** What becomes of one press whose answer is lost in this way, after fal has taken it. */
async function pressAndLose(fault: Fault) {
  await command({ script: { submit: { acceptThen: fault } } });
  const hook = await mountHook();
  const outcome = await hook.video.submit(URL_INPUT);
  return { hook, outcome };
}

async function expectUnconfirmed({ hook, outcome }: Awaited<ReturnType<typeof pressAndLose>>) {
  expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
  expect(hook.generation).toMatchObject({ status: "unconfirmed", priceUsd: 0.35 });
  // The press is over: whoever would send it again has done so by now.
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
}

test("N03: a connection that breaks after fal has taken it leaves it unconfirmed", async () => {
  await expectUnconfirmed(await pressAndLose("reset"));
});

test("N03: the visitor is told what it may have cost, and nothing is sent until they say so", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("unconfirmed");
  await expect.element(widget.alert).toHaveTextContent("We sent it and got no answer.");
  await expect.element(widget.alert).toHaveTextContent("you may have been charged $0.35");
  await expect.element(widget.generate).toHaveAttribute("aria-disabled", "true");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });

  await widget.button("Send again · $0.35").click();
  await widget.until("completed");
  expect(await counts()).toEqual({ posts: 2, charges: 2 });
});

test("N03: a visitor who dismisses it can begin anew, and nothing was sent for that", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("unconfirmed");
  await widget.button("Dismiss").click();
  await widget.until("idle");
  await expect.element(widget.generate).toHaveAttribute("aria-disabled", "false");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("N03: a press right after that is meant, and sent", async () => {
  await command({ script: { submit: { acceptThen: "reset" } } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("unconfirmed");
  await widget.button("Dismiss").click();
  await widget.generate.click();
  await widget.until("completed");
  expect(await counts()).toEqual({ posts: 2, charges: 2 });
});

describe("N04: a gateway's error after fal has taken it leaves it unconfirmed, and is sent once", () => {
  test.each([502, 503, 504, 524])("%i in JSON", async (status) => {
    await expectUnconfirmed(await pressAndLose({ status, body: { error: "Gateway error" } }));
  });

  test.each(["html-502", "html-503", "html-504", "html-524"] as const)("%s", async (fault) => {
    await expectUnconfirmed(await pressAndLose(fault));
  });

  test.each([502, 503, 504] as const)("%i in fal's own words", async (fault) => {
    await expectUnconfirmed(await pressAndLose(fault));
  });

  test("502 without a body", async () => {
    await expectUnconfirmed(await pressAndLose("empty"));
  });
});

test("N08: a page of HTML with 200 is no success, and no request “undefined” is asked for", async () => {
  await expectUnconfirmed(await pressAndLose("html-200"));
  expect(await asked("status")).toEqual([]);
  expect(await asked("stream")).toEqual([]);
});

test("N08: a sign-in page in place of the proxy is no success either, though nothing was charged", async () => {
  await command({ proxy: { answer: "login-page", operation: "submit" } });
  const hook = await mountHook();
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "unconfirmed", charged: "maybe" } });
  expect(await counts()).toEqual({ posts: 0, charges: 0 });
  expect(await asked("status")).toEqual([]);
});

// Express with fal's proxy package answers 200 to everything.
test.each([
  ["its time is over", { detail: "Request timed out", error_type: "request_timeout" }],
  ["a runner broke off", { detail: "Gone", error_type: "runner_disconnected" }],
  ["a word that nobody knows", { detail: "Hm", error_type: "gateway_timeout" }],
  ["a sentence that nobody knows", { detail: "Something went wrong" }],
  ["details that nobody knows", { detail: [{ msg: "?" }] }],
  ["nothing at all", {}],
])("N09: 200 that says %s, after fal has taken it, leaves it unconfirmed", async (_, body) => {
  await expectUnconfirmed(await pressAndLose({ status: 200, body }));
});
