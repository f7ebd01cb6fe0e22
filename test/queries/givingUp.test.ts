import { QueryClient } from "@tanstack/react-query";
import { expect, onTestFinished, test } from "vitest";
import type { FaultScript } from "../../src/simulator/index.js";
import { resultQueryOptions } from "../../src/queries/resultQueryOptions.js";
import { SENSELESS_LOOKS, statusQueryOptions } from "../../src/queries/statusQueryOptions.js";
import { INPUT, startTransport } from "../support/startTransport.js";

/** A request whose status streams do not work, so that each look is one question. */
async function start(script: FaultScript) {
  const { transport, close } = await startTransport({ stream: 404, ...script });
  onTestFinished(close);
  const client = new QueryClient();
  const requestId = await transport.submit(INPUT, { attemptId: "a" });
  const status = statusQueryOptions({ transport, requestId });
  const result = resultQueryOptions({ transport, requestId });
  const look = () => client.fetchQuery(status).catch(({ code }) => code);
  const ask = () => client.fetchQuery(result).catch(({ code }) => code);
  return { look, ask };
}

/** What the last of so many looks says. */
async function last(count: number, look: () => Promise<unknown>): Promise<unknown> {
  for (let n = 1; n < count; n += 1) await look();
  return look();
}

test.each(["PAUSED", null])(
  "Q04: a status that is %o all the time is not asked for without an end: the result tells",
  async (word) => {
    const { look, ask } = await start({ queueMs: 0, runMs: 0, status: { word } });
    expect(await last(SENSELESS_LOOKS - 1, look)).toBe("bad-answer");
    expect(await look()).toMatchObject({ status: "completed" });
    expect(await ask()).toMatchObject({ type: "video" });
  },
);

test("Q04: one good look in between begins the count anew", async () => {
  const bad = Array.from({ length: SENSELESS_LOOKS - 1 }, () => ({ word: "PAUSED" }));
  const { look } = await start({ queueMs: 60_000, status: [...bad, "truth", ...bad, "truth"] });
  expect(await last(SENSELESS_LOOKS, look)).toMatchObject({ status: "in-queue" });
  expect(await last(SENSELESS_LOOKS - 1, look)).toBe("bad-answer");
  expect(await look()).toMatchObject({ status: "in-queue" });
});

test("Q08: a 404 after a row of other failures is not the last of a row of 404s", async () => {
  const { look } = await start({
    queueMs: 60_000,
    status: [...Array.from({ length: 12 }, () => "html-502" as const), 404, "truth"],
  });
  expect(await last(12, look)).toBe("unreachable");
  expect(await look()).not.toMatchObject({ status: "completed" });
  expect(await look()).toMatchObject({ status: "in-queue" });
});

test("N07: a result that never makes sense fails in the end, and may be checked again", async () => {
  const result = { status: 404, body: "<!doctype html>" };
  const { ask } = await start({ queueMs: 0, runMs: 0, result });
  expect(await last(SENSELESS_LOOKS - 1, ask)).toBe("bad-answer");
  expect(await ask()).toMatchObject({
    type: "failed",
    error: { code: "result-unreadable", charged: "maybe" },
  });
});
