import { describe, expect, it } from "vitest";
import { countByOperation } from "./support/ProxyCall.js";
import { openWidget, PROMPT } from "./support/openWidget.js";
import { PROXIES, setUpSite } from "./support/setUpSite.js";

/** fal's own client repeats a submit after 1.25 s at most. */
const LONGER_THAN_A_RETRY_MS = 2_000;

describe.each(PROXIES)("one press is paid for once, through %s", (proxy) => {
  const site = setUpSite(proxy);

  it("D01: a double click makes one generation", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.prompt.fill(PROMPT);
    await widget.generate.dblclick();
    await widget.untilPlaying();
    expect(countByOperation(site().calls).submit).toBe(1);
    expect(site().fal.ledger).toHaveLength(1);
  });

  it.each([504, "html-504"] as const)(
    "N04, N09: an answer lost after fal accepted (%s) is said to be unconfirmed, and nothing is sent again",
    async (fault) => {
      site().fal.script({ submit: { acceptThen: fault } });
      const widget = await openWidget(site());
      const answered = widget.page.waitForResponse(
        async (response) =>
          response.request().method() === "POST" &&
          ((await response.request().allHeaders())["x-fal-target-url"] ?? "").includes("queue."),
      );
      await widget.makeVideo();
      // That proxy package makes a 200 of every answer on Express.
      expect((await answered).status()).toBe(proxy === "our proxy" ? 504 : 200);
      await widget.until("unconfirmed");
      await widget.alert.getByText("you may have been charged $0.35").waitFor();
      await widget.root.getByRole("button", { name: "Dismiss" }).waitFor();

      await widget.page.waitForTimeout(LONGER_THAN_A_RETRY_MS);
      expect(countByOperation(site().calls).submit).toBe(1);
      expect(site().fal.posts).toHaveLength(1);
      expect(await widget.generate.getAttribute("aria-disabled")).toBe("true");
    },
  );

  it("Q06: a prompt that the content policy refuses is marked, and can be changed", async () => {
    site().fal.script({
      queueMs: 0,
      runMs: 300,
      result: { type: "content_policy_violation", field: "prompt" },
    });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("failed");

    const refusal = widget.root.locator(".kling-prompt").getByRole("alert");
    expect(await refusal.innerText()).toContain("The model's content policy refused this.");
    expect(await widget.prompt.getAttribute("aria-invalid")).toBe("true");
    expect(await widget.generate.getAttribute("aria-disabled")).toBe("true");

    await widget.prompt.fill(`${PROMPT} Nobody is hurt.`);
    await expect.poll(() => refusal.count()).toBe(0);
    await widget.generate.click();
    await widget.untilPlaying();
    expect(site().fal.ledger).toHaveLength(2);
  });
});

describe("what counts as a press", () => {
  const site = setUpSite("our proxy");

  it("D01, D02: two clicks in one frame, and Ctrl+Enter twice, make one generation each", async () => {
    const widget = await openWidget(site());
    await widget.pickStartFrame();
    await widget.prompt.fill(PROMPT);
    await widget.generate.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await widget.until("completed");
    expect(site().fal.posts).toHaveLength(1);

    await widget.prompt.press("Control+Enter");
    await widget.prompt.press("Control+Enter");
    await widget.until("in-progress");
    await widget.until("completed");
    expect(site().fal.posts).toHaveLength(2);
  });

  it("N03: Send again is a second consent, with its price on it", async () => {
    site().fal.script({ submit: { acceptThen: "reset" } });
    const widget = await openWidget(site());
    await widget.makeVideo();
    await widget.until("unconfirmed");
    await widget.root.getByRole("button", { name: "Send again · $0.35" }).click();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(2);
  });

  it("with nothing filled in, nothing is sent and the first missing field has the focus", async () => {
    const widget = await openWidget(site());
    await widget.generate.click();
    await expect
      .poll(() => widget.startFrame.evaluate((input) => input === document.activeElement))
      .toBe(true);
    expect(await widget.prompt.getAttribute("aria-invalid")).toBe("true");
    expect(site().fal.posts).toHaveLength(0);
  });
});
