import { expect, onTestFinished, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { startFal } from "../support/startFal.js";
import { startFalServerProxy } from "../support/startFalServerProxy.js";

// A process is started.
vi.setConfig({ testTimeout: 40_000 });

test("fal's price comes through the proxy of this library", async () => {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.script({ pricing: { unitPrice: 0.056 } });
  const transport = createFalTransport({ proxyUrl: fal.proxyUrl });
  const price = await transport.price?.();
  expect(price).toEqual({ baseUsd: 0.28, baseSeconds: 5, perSecondUsd: 0.056 });
});

test("fal's own proxy package does not pass it on, which costs nothing and is no reason to sign in", async () => {
  const fal = await startFal();
  const proxy = await startFalServerProxy({ simulatorOrigin: fal.origin });
  onTestFinished(async () => {
    await proxy.close();
    await fal.close();
  });
  const transport = createFalTransport({ proxyUrl: proxy.proxyUrl });
  await expect(transport.price?.()).rejects.toMatchObject({ charged: "no" });
  expect(fal.simulator.posts).toEqual([]);
});
