import { beforeEach, describe, expect, test, vi } from "vitest";
import { command } from "../../support/browserFal.js";
import { counts, freshWay, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test.each([
  ["a name that nobody knows", "http://fal-proxy.invalid/api/fal/proxy"],
  // Nothing of a usual machine listens there, and Chromium does not forbid it.
  ["a port where nobody listens", "http://127.0.0.1:4/api/fal/proxy"],
])("N02: %s means that nothing was sent", async (_, proxyUrl) => {
  const widget = await showWidget({ proxyUrl });
  await widget.generate.click();
  await widget.until("failed");
  await expect.element(widget.alert).toHaveTextContent("Nothing was sent");
  await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
  await expect.element(widget.button("Try again · $0.35")).toBeVisible();
  expect(widget.statuses).not.toContain("unconfirmed");
});

test("N02: a browser that is offline sends nothing, also right after a good answer", async () => {
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await hook.until("completed");
  const findNetwork = loseNetwork();
  await command({ offlineMs: 10_000 });
  const outcome = await hook.video.submit({ ...URL_INPUT, prompt: "Another" });
  findNetwork();
  expect(outcome).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

test("N02: nothing goes out by itself when the server is back", async () => {
  await command({ offlineMs: 1_500 });
  const hook = await mountHook();
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code: "not-sent", charged: "no" } });

  await vi.waitFor(async () => expect(await fetch(freshWay())).toMatchObject({ ok: true }), {
    timeout: 10_000,
    interval: 300,
  });
  window.dispatchEvent(new Event("online"));
  window.dispatchEvent(new Event("visibilitychange"));
  // Longer than any pause between two tries.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(hook.generation.status).toBe("failed");
  expect(await counts()).toEqual({ posts: 0, charges: 0 });

  expect(await hook.video.submit(URL_INPUT)).toMatchObject({ ok: true });
  await hook.until("completed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});

describe.each([301, 302, 307, 308])("N14: a proxy URL that redirects (%i)", (status) => {
  const redirectTo = (location: string) => ({
    status,
    headers: { location, "access-control-allow-headers": "*" },
  });

  test("to another page is a sign-out, and nothing was sent", async () => {
    const onAuthRequired = vi.fn();
    await command({ proxy: { answer: redirectTo("/control") } });
    const hook = await mountHook({ onAuthRequired });
    const outcome = await hook.video.submit(URL_INPUT);
    expect(outcome).toMatchObject({ ok: false, error: { code: "signed-out", charged: "no" } });
    expect(onAuthRequired).toHaveBeenCalledOnce();
    expect(await counts()).toEqual({ posts: 0, charges: 0 });
  });

  test("to the same route elsewhere is an error of the set-up that names the address", async () => {
    const proxyUrl = freshWay();
    // The second question follows the redirect, to see where it leads.
    await command({ proxy: { answer: redirectTo("/api/fal/proxy?moved"), times: 2 } });
    const widget = await showWidget({ proxyUrl });
    await widget.generate.click();
    await widget.until("failed");
    const address = new URL("/api/fal/proxy", proxyUrl).href;
    await expect.element(widget.alert).toHaveTextContent(`it redirects to ${address}`);
    await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
    expect(await counts()).toEqual({ posts: 0, charges: 0 });
  });

  test("only for what is sent: it was not passed on, so nothing was charged", async () => {
    await command({ proxy: { answer: redirectTo("/control"), operation: "submit" } });
    const hook = await mountHook();
    const outcome = await hook.video.submit(URL_INPUT);
    expect(outcome).toMatchObject({ ok: false, error: { charged: "no" } });
    expect(hook.generation.status).toBe("failed");
    expect(await counts()).toEqual({ posts: 0, charges: 0 });
  });
});

/** The browser says that there is no network, until the returned function is called. */
function loseNetwork(): () => void {
  Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  window.dispatchEvent(new Event("offline"));
  return () => {
    Reflect.deleteProperty(navigator, "onLine");
    window.dispatchEvent(new Event("online"));
  };
}
