import { beforeEach, describe, expect, test } from "vitest";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

/** fal and the page have the same time here until the page's clock is turned on. */
const retryAfter = {
  "in seconds": () => "30",
  "as a date": () => new Date(Date.now() + 30_000).toUTCString(),
};

const tooMany = (kind: keyof typeof retryAfter) => ({
  status: 429,
  body: { detail: "Too Many Requests" },
  headers: { "retry-after": retryAfter[kind]() },
});

describe.each(["in seconds", "as a date"] as const)(
  "N05: a server that asks for 30 s, %s",
  (kind) => {
    test("counts down at the submit; then the button is back, and only a press sends", async () => {
      const clock = startFastClock();
      await command({ script: { submit: tooMany(kind) } });
      const widget = await showWidget();
      await widget.generate.click();
      await widget.until("failed");
      await expect.element(widget.alert).toHaveTextContent("Nothing was charged.");
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "true");
      await expect
        .element(widget.generate)
        .toHaveAccessibleDescription(/You can generate again in \d+\ss/);
      const shownAt = (text: string | undefined) => Number(/in (\d+)\ss/.exec(text ?? "")?.[1]);
      const before = shownAt(widget.root().textContent ?? "");
      expect(before).toBeGreaterThan(20);

      await clock.pass(10_000);
      const after = shownAt(widget.root().textContent ?? "");
      expect(after).toBeLessThanOrEqual(before - 9);
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "true");

      await clock.pass(21_000);
      await expect.element(widget.generate).toHaveAttribute("aria-disabled", "false");
      await clock.pass(60_000);
      expect(await counts()).toEqual({ posts: 1, charges: 0 });

      await widget.generate.click();
      await widget.until("completed");
      expect(await counts()).toEqual({ posts: 2, charges: 1 });
    });

    test("is not looked at again before, while it is followed", async () => {
      const clock = startFastClock();
      const looks: number[] = [];
      await command({ script: { stream: 405, status: [tooMany(kind)], queueMs: 100, runMs: 100 } });
      const hook = await mountHook({
        headers: () => {
          looks.push(Date.now());
          return {};
        },
      });
      await hook.video.submit(URL_INPUT);
      await clock.passUntil(async () => (await asked("status")).length === 1, 10_000);
      await clock.pass(2_000);
      expect(hook.generation).toMatchObject({ status: "in-queue", connection: "reconnecting" });
      await clock.passUntil(() => hook.generation.status === "completed", 60_000);

      const gaps = looks.slice(1).map((at, index) => at - (looks[index] ?? at));
      expect(Math.max(...gaps)).toBeGreaterThanOrEqual(kind === "in seconds" ? 30_000 : 28_000);
      expect(await counts()).toEqual({ posts: 1, charges: 1 });
    });
  },
);
