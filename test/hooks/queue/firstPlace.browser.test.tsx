import { beforeEach, expect, test } from "vitest";
import { command } from "../../support/browserFal.js";
import { asked, counts, startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";
import { showWidget } from "../support/showWidget.js";

beforeEach(startAfresh);

test("the place in the queue is known from the answer to the submit", async () => {
  const slow = { slowMs: 60_000 };
  await command({
    script: { queueMs: 60_000, queueLength: 5, stream: slow, status: slow },
  });
  const hook = await mountHook();
  await hook.video.submit(URL_INPUT);
  await hook.until("in-queue");
  expect(hook.generation).toMatchObject({ queuePosition: 5 });
  await hook.video.cancel();
});

test("a press right after a cancel is meant, and sent", async () => {
  await command({ script: { queueMs: 60_000, stream: 405 } });
  const widget = await showWidget();
  await widget.generate.click();
  await widget.until("in-queue");
  await widget.button("Cancel").click();
  await widget.until("canceled");
  await widget.generate.click();
  await expect.poll(async () => (await counts()).posts).toBe(2);
  await widget.until("completed");
  expect(await asked("cancel")).toHaveLength(1);
});
