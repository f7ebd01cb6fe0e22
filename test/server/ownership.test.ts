import { expect, it } from "vitest";
import { startGuarded } from "./support/startGuarded.js";
import { createMemoryStore } from "../../src/server/index.js";

const STRANGE = "764cabcf-b745-4b3e-ae38-1200304cf45b";

it("attacks 19, 20: another visitor's generation is not there: status, stream, result, cancel", async () => {
  const { submit, status, result, cancel, target, simulator } = await startGuarded();
  const requestId = String((await submit({ user: "ada" })).json().request_id);
  const before = simulator.requests.length;
  const stream = `https://queue.fal.run/fal-ai/kling-video/requests/${requestId}/status/stream`;
  const answers = [
    await status(requestId, "eve"),
    await result(requestId, "eve"),
    await target(stream, "GET", "eve"),
    await cancel(requestId, "eve"),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ reason: "unknown_request" });
    expect(answer.text).not.toContain(requestId);
  }
  // As for one that never was: the answer does not tell that there is one.
  expect((await status(STRANGE, "eve")).text).toBe(answers[0]?.text);
  expect(simulator.requests).toHaveLength(before);
  expect((await status(requestId, "ada")).status).toBeLessThan(300);
  expect((await cancel(requestId, "ada")).status).toBe(202);
});

it("attack 19: an id that the store does not know is nobody's", async () => {
  const { status, simulator } = await startGuarded();
  expect((await status(STRANGE)).status).toBe(404);
  expect(simulator.requests).toHaveLength(0);
});

it("attack 19: in production a memory store that was restarted lets nothing through either", async () => {
  const { status, simulator } = await startGuarded({ store: createMemoryStore() });
  expect((await status(STRANGE)).status).toBe(404);
  expect(simulator.requests).toHaveLength(0);
});

it("attack 19: in development an id from before a restart is asked for, another's is not", async () => {
  const { submit, status, simulator } = await startGuarded({
    store: createMemoryStore(),
    production: false,
  });
  await status(STRANGE);
  expect(simulator.count("status")).toBe(1);
  const requestId = String((await submit({ user: "ada" })).json().request_id);
  expect((await status(requestId, "eve")).status).toBe(404);
  expect(simulator.count("status")).toBe(1);
});

it("a store that other processes share knows every request, in development too", async () => {
  const { status, simulator } = await startGuarded({ production: false });
  expect((await status(STRANGE)).status).toBe(404);
  expect(simulator.requests).toHaveLength(0);
});
