import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  GenerationFailure,
  KlingVideoError,
  KlingVideoProvider,
  type Generation,
  type GenerationFailureProps,
  type KlingVideoErrorInit,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import { base, completed, requestId } from "./support/generations.js";

const show = (generation: Generation, props: Partial<GenerationFailureProps> = {}) =>
  render(
    <StrictMode>
      <GenerationFailure generation={generation} {...props} />
    </StrictMode>,
  );
const failed = (init: KlingVideoErrorInit): Generation => ({
  ...base,
  status: "failed",
  requestId: init.requestId,
  error: new KlingVideoError(init),
  logs: [],
  completedAt: Date.now(),
});
const unconfirmed: Generation = {
  ...base,
  status: "unconfirmed",
  canCheck: false,
  error: new KlingVideoError({ code: "unconfirmed", charged: "maybe" }),
};
const handlers = () => ({
  onRetry: vi.fn(),
  onSendAgain: vi.fn(),
  onCheck: vi.fn(),
  onDismiss: vi.fn(),
});
const alertText = () => page.getByRole("alert").element().textContent;
const buttons = () =>
  page
    .getByRole("button")
    .elements()
    .map((button) => button.textContent);

test("says nothing about a generation that has its video", async () => {
  await show(completed, handlers());
  expect(document.querySelector(".kling-failure")).toBeNull();
});

describe("whether it cost anything", () => {
  test("is said where it is known to be nothing", async () => {
    await show(failed({ code: "not-sent", charged: "no" }));
    expect(alertText()).toContain("Nothing was sent");
    expect(alertText()).toContain("Nothing was charged.");
  });

  test("is left open where nobody knows", async () => {
    await show(failed({ code: "content-policy", charged: "maybe", requestId }));
    expect(alertText()).toContain("It may have been charged.");
    expect(alertText()).not.toContain("Nothing was charged");
  });

  test("is left open for a lost answer, with the price that was on the button", async () => {
    await show({ ...unconfirmed, priceUsd: 0.7 });
    expect(alertText()).toContain("you may have been charged $0.70");
  });

  test.each([
    ["no", "Nothing was charged."],
    ["maybe", "it may have been charged"],
  ] as const)("of a canceled one: %s", async (charged, words) => {
    await show({ ...base, status: "canceled", charged });
    expect(alertText()).toContain(words);
  });
});

describe("the next steps", () => {
  test("a failure that may pass is sent again at its price", async () => {
    const all = handlers();
    await show(failed({ code: "model-error", charged: "no", requestId }), all);
    await page.getByRole("button", { name: "Try again · $0.35" }).click();
    expect(all.onRetry).toHaveBeenCalledOnce();
  });

  test("what the model refused is not offered again", async () => {
    await show(failed({ code: "content-policy", charged: "maybe" }), handlers());
    expect(buttons()).toEqual(["Dismiss"]);
  });

  test("a result that was not handed over is asked for, not paid again", async () => {
    const all = handlers();
    await show(failed({ code: "result-unreadable", charged: "maybe", requestId }), all);
    expect(buttons()).toEqual(["Copy", "Check again", "Dismiss"]);
    await page.getByRole("button", { name: "Check again" }).click();
    expect(all.onCheck).toHaveBeenCalledOnce();
  });

  test("what the model's platform failed at cost nothing: both ways are open", async () => {
    await show(failed({ code: "model-error", charged: "no", requestId }), handlers());
    expect(buttons()).toEqual(["Copy", "Check again", "Try again · $0.35", "Dismiss"]);
  });

  test("a lost answer is sent again only with its price in the name", async () => {
    const all = { ...handlers(), onCheck: undefined };
    await show(unconfirmed, all);
    expect(buttons()).toEqual(["Send again · $0.35", "Dismiss"]);
    await page.getByRole("button", { name: "Send again · $0.35" }).click();
    expect(all.onSendAgain).toHaveBeenCalledOnce();
    expect(all.onRetry).not.toHaveBeenCalled();
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(all.onDismiss).toHaveBeenCalledOnce();
  });

  test("the price of sending again is the host's own price of now", async () => {
    await render(
      <KlingVideoProvider price={{ baseUsd: 1, baseSeconds: 5, perSecondUsd: 0.5 }}>
        <GenerationFailure generation={unconfirmed} onSendAgain={() => {}} />
      </KlingVideoProvider>,
    );
    expect(buttons()).toEqual(["Send again · $1.00"]);
  });

  test("a wish without a handler has no button", async () => {
    await show(unconfirmed);
    expect(buttons()).toEqual([]);
  });
});

describe("a server that asked for time", () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_760_000_000_000 }));
  afterEach(() => vi.useRealTimers());

  test("is given it: the button counts down and takes no press until then", async () => {
    const all = handlers();
    await show(failed({ code: "rate-limited", charged: "no", retryAfterMs: 30_000 }), all);
    const button = page.getByRole("button", { name: /^Try again/ });
    await expect.element(button).toHaveTextContent("Try again in 30 s");
    await expect.element(button).toHaveAttribute("aria-disabled", "true");
    await button.click({ force: true });
    expect(all.onRetry).not.toHaveBeenCalled();

    await vi.advanceTimersByTimeAsync(30_000);
    await expect.element(button).toHaveTextContent("Try again · $0.35");
    expect(all.onRetry).not.toHaveBeenCalled();
    await button.click();
    expect(all.onRetry).toHaveBeenCalledOnce();
  });
});

describe("while it is being found out whether somebody can tell what came of it", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const asking: Generation = { ...unconfirmed, canCheck: undefined };

  test("sending again, which may cost twice, is not offered", async () => {
    const shown = await show(asking, handlers());
    expect(buttons()).toEqual(["Dismiss"]);
    const known = <GenerationFailure generation={{ ...asking, canCheck: true }} {...handlers()} />;
    await shown.rerender(<StrictMode>{known}</StrictMode>);
    expect(buttons()).toEqual(["Check again", "Send again · $0.35", "Dismiss"]);
  });

  test("nobody waits for long", async () => {
    await show(asking, handlers());
    await vi.advanceTimersByTimeAsync(6_000);
    await expect.poll(buttons).toEqual(["Send again · $0.35", "Dismiss"]);
  });
});

describe("while the proxy says that it is on its way", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const underWay: Generation = { ...unconfirmed, canCheck: true, isUnderWay: true };

  test("it can be checked and dismissed, and is not sent again for a minute", async () => {
    await show(underWay, handlers());
    expect(buttons()).toEqual(["Check again", "Dismiss"]);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(buttons()).toEqual(["Check again", "Dismiss"]);
    await vi.advanceTimersByTimeAsync(11_000);
    await expect.poll(buttons).toEqual(["Check again", "Send again · $0.35", "Dismiss"]);
  });

  test("who was offered to send again, because nothing was known, waits as well", async () => {
    const shown = await show({ ...unconfirmed, canCheck: undefined }, handlers());
    await vi.advanceTimersByTimeAsync(6_000);
    await expect.poll(buttons).toEqual(["Send again · $0.35", "Dismiss"]);
    const known = <GenerationFailure generation={underWay} {...handlers()} />;
    await shown.rerender(<StrictMode>{known}</StrictMode>);
    expect(buttons()).toEqual(["Check again", "Dismiss"]);
  });
});

test("an error that stands at its field is not said twice", async () => {
  await show(failed({ code: "content-policy", charged: "maybe", field: "prompt" }), {
    isShownAtField: true,
  });
  expect(page.getByRole("alert").query()).toBeNull();
  await expect.element(page.getByText("What to change is marked in the form.")).toBeVisible();
  await expect.element(page.getByText("It may have been charged.")).toBeVisible();
});

test("the request id can be copied", async () => {
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await show(failed({ code: "no-video", charged: "maybe", requestId }));
  await page.getByRole("button", { name: "Copy request id" }).click();
  expect(writeText).toHaveBeenCalledWith(requestId);
  await expect.element(page.getByText("Copied")).toBeVisible();
  writeText.mockRestore();
});

test("words can be replaced", async () => {
  await show(unconfirmed, { labels: { unconfirmedTitle: "Keine Antwort." } });
  expect(alertText()).toContain("Keine Antwort.");
});
