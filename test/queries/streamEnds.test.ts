import { QueryClient } from "@tanstack/react-query";
import { expect, onTestFinished, test } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { statusQueryOptions } from "../../src/queries/statusQueryOptions.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { startFal } from "../support/startFal.js";
import { INPUT } from "../support/startTransport.js";

/** A request that is followed through a proxy whose host gives a stream one second at most. */
async function start(script: FaultScript = {}) {
  const fal = await startFal({ queueMs: 8_000, runMs: 500, proxy: { streamMaxMs: 1_000 } });
  onTestFinished(fal.close);
  fal.simulator.script(script);
  const transport = createFalTransport({ proxyUrl: fal.proxyUrl });
  const requestId = await transport.submit(INPUT, { attemptId: "a" });
  const client = new QueryClient();
  const options = statusQueryOptions({ transport, requestId });
  return { look: () => client.fetchQuery(options), simulator: fal.simulator };
}

test("a stream that the host ends after its time is followed by the next one, to the end", async () => {
  const { look, simulator } = await start();
  expect(await look()).toMatchObject({ status: "in-queue" });
  expect(simulator.openStreams()).toBe(0);
  expect(await look()).toMatchObject({ status: "in-queue" });
  expect(simulator.count("stream")).toBe(2);
  let last = await look();
  while (last.status !== "completed") last = await look();
  expect(last.error).toBeUndefined();
  expect(simulator.count("stream")).toBeGreaterThan(2);
  expect(simulator.count("result")).toBe(0);
}, 40_000);

test("a stream that had brought nothing by then is no reason to give up streams", async () => {
  const { look, simulator } = await start({ stream: ["silent", "truth"] });
  expect(await look()).toMatchObject({ status: "in-queue" });
  expect(await look()).toMatchObject({ status: "in-queue" });
  expect(simulator.count("stream")).toBe(2);
});
