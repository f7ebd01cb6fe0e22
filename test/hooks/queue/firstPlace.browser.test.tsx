import { beforeEach, expect, test } from "vitest";
import { command } from "../../support/browserFal.js";
import { startAfresh, URL_INPUT } from "../support/freshFal.js";
import { mountHook } from "../support/mountHook.js";

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
