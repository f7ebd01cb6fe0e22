import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { command } from "../../support/browserFal.js";
import { startAfresh } from "../support/freshFal.js";
import { startFastClock } from "../support/fastClock.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

const title = document.title;

/** Escapes, control characters and the marks that turn the reading direction around. */
// oxlint-disable-next-line no-control-regex -- these characters are what is looked for
const NOT_PLAIN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

test("Q12: hostile lines of the log are text and nothing else", async () => {
  await command({ script: { queueMs: 0, runMs: 8_000, logs: "hostile" } });
  const widget = await showWidget();
  await widget.generate.click();
  const log = page.getByRole("group", { name: "Log" });
  await expect.element(log, { timeout: 20_000 }).toHaveTextContent("javascript:alert(1)");
  const element = log.element();
  expect(element.textContent).toContain("<img src=x onerror=");
  expect(element.textContent).toContain("red and a link");
  expect(element.textContent).not.toMatch(NOT_PLAIN);
  expect(element.textContent).not.toContain("[31m");
  expect(element.querySelectorAll("img, a, script, iframe")).toHaveLength(0);
  // What turns around is kept within its own line.
  expect(element.querySelectorAll("bdi")).toHaveLength(5);
  expect(document.title).toBe(title);
});

test("Q12: a hostile reason of a failure is text and nothing else", async () => {
  const clock = startFastClock();
  const error =
    '\u001b[31m<img src=x onerror="document.title=\'owned\'">\u202egnp\u0000 <a href="//evil.example">x</a>';
  await command({
    script: { queueMs: 0, runMs: 0, completedWith: { error, error_type: "runner_server_error" } },
  });
  const widget = await showWidget();
  await widget.generate.click();
  await clock.passUntil(() => widget.root().dataset["status"] === "failed", 120_000);
  const alert = widget.alert.element();
  expect(alert.textContent).toContain("<img src=x onerror=");
  expect(alert.textContent).not.toMatch(NOT_PLAIN);
  expect(alert.querySelectorAll("img, a, script")).toHaveLength(0);
  expect(document.title).toBe(title);
});
