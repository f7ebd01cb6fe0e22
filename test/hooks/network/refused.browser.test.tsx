import { beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { Fault } from "../../../src/simulator/index.js";
import { command } from "../../support/browserFal.js";
import { counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

const TOP_UP = { detail: "User is locked. Reason: TOP_UP." };

// Express with fal's proxy package answers 200 to everything.
test.each<[string, unknown, string]>([
  [
    "the model",
    { detail: [{ loc: ["body", "prompt"], msg: "no", type: "missing" }] },
    "input-refused",
  ],
  ["the gateway, of the key", { detail: "No user found for Key ID and Secret" }, "key-invalid"],
  ["the gateway, of the account", TOP_UP, "balance"],
  ["the gateway, of the rate", { detail: "Too Many Requests" }, "rate-limited"],
  ["the proxy, of the visitor", "Unauthorized", "signed-out"],
  ["the proxy, of the endpoint", "Invalid request", "proxy-setup"],
])("N09: a refusal of %s with status 200 costs nothing, and says why", async (_, body, code) => {
  await command({ script: { submit: { status: 200, body: toJsonBody(body) } } });
  const hook = await mountHook();
  const outcome = await hook.video.submit(URL_INPUT);
  expect(outcome).toMatchObject({ ok: false, error: { code, charged: "no" } });
  expect(hook.generation.status).toBe("failed");
  expect(await counts()).toEqual({ posts: 1, charges: 0 });
});

test.each<[string, Fault]>([
  ["an exhausted balance", "balance"],
  ["a top-up that is due", { status: 403, body: TOP_UP }],
  ["an account locked by fal", "locked"],
])(
  "N13: %s is no sign-out: the owner is told, once, and nothing is sent again",
  async (_, fault) => {
    const [onFailed, onAuthRequired] = [vi.fn(), vi.fn()];
    await command({ script: { submit: fault } });
    const widget = await showWidget({ onFailed, onAuthRequired });
    await widget.generate.click();
    await widget.until("failed");
    await expect.element(widget.alert).toHaveTextContent(/account is locked or has no credit left/);
    await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
    expect(page.getByRole("button", { name: /^(Try|Send) again/ }).query()).toBeNull();
    expect(onFailed).toHaveBeenCalledOnce();
    expect(onFailed.mock.calls[0]?.[0]).toMatchObject({ code: "balance", charged: "no" });
    expect(onAuthRequired).not.toHaveBeenCalled();
    expect(await counts()).toEqual({ posts: 1, charges: 0 });
  },
);

/** A string on its own is JSON, too: as it stands it would be sent as text. */
function toJsonBody(body: unknown): unknown {
  return typeof body === "string" ? JSON.stringify(body) : body;
}
