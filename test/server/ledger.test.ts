import { expect, it, vi } from "vitest";
import { createLedger, type Settlement } from "../../src/server/createLedger.js";
import { createMemoryStore } from "../../src/server/index.js";
import { createBreakableStore } from "./support/createBreakableStore.js";

const known: Settlement = {
  ref: "attempt",
  isOpen: false,
  answer: { status: 200, headers: {}, body: '{"request_id":"request-1"}' },
  request: { requestId: "request-1", userId: "ada" },
};
const unknown: Settlement = {
  ref: "attempt",
  isOpen: true,
  answer: { status: 504, headers: {}, body: '{"outcome":"unknown"}' },
};

function start() {
  const store = createBreakableStore(createMemoryStore());
  const onProcess = () =>
    createLedger({ store, onStoreFailed: () => undefined, waitUntil: () => undefined });
  return { store, onProcess };
}

it("what is known of an attempt stays, when another process gives up on it later", async () => {
  const { onProcess } = start();
  // As the webhook does, while the process that sent the attempt still waits for fal.
  await onProcess().settle(known);
  await onProcess().settle(unknown);
  expect(await onProcess().findAnswer("attempt")).toEqual(known.answer);
});

it("what becomes known later stands over what was not", async () => {
  const { onProcess } = start();
  await onProcess().settle(unknown);
  await onProcess().settle(known);
  expect(await onProcess().findAnswer("attempt")).toEqual(known.answer);
  expect(await onProcess().findOwner("request-1")).toEqual({ userId: "ada", ref: "attempt" });
});

it("what the store has not taken yet is known to the process, and not given up for less", async () => {
  const { store, onProcess } = start();
  const ledger = onProcess();
  store.isDown = true;
  await ledger.settle(known);
  await ledger.settle(unknown);
  expect(await ledger.findAnswer("attempt")).toEqual(known.answer);
  expect(await ledger.findOwner("request-1")).toEqual({ userId: "ada", ref: "attempt" });
});

it("a late word that is written down takes no known one out of what is still to be written", async () => {
  const { store, onProcess } = start();
  const ledger = onProcess();
  let letGo = () => {};
  const { create, set } = store;
  store.create = async (...entry) => {
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    return create(...entry);
  };
  store.set = () => Promise.reject(new Error("down"));
  const late = ledger.settle(unknown);
  await ledger.settle(known);
  letGo();
  await late;
  expect(await ledger.findAnswer("attempt")).toEqual(known.answer);
  expect(await ledger.findOwner("request-1")).toMatchObject({ userId: "ada" });
  store.set = set;
  const isWritten = async () => expect(await store.get("answer:attempt")).toContain("request-1");
  await vi.waitFor(isWritten, { timeout: 15_000 });
});

it("what another process has written is found behind what this one does not know", async () => {
  const { store, onProcess } = start();
  const ledger = onProcess();
  store.isDown = true;
  await ledger.settle(unknown);
  expect(await ledger.findAnswer("attempt")).toEqual(unknown.answer);
  store.isDown = false;
  await onProcess().settle(known);
  expect(await ledger.findAnswer("attempt")).toEqual(known.answer);
});

it("a claim whose answer was lost on the way is found again by who made it, and by nobody else", async () => {
  const { onProcess } = start();
  const claim = { userId: "ada", attemptId: "a", bodyHash: "b", nonce: "first", deadline: 0 };
  expect(await onProcess().claim("attempt", claim)).toEqual(claim);
  expect(await onProcess().claim("attempt", { ...claim, deadline: 1 })).toEqual(claim);
  expect(await onProcess().claim("attempt", { ...claim, nonce: "second" })).toEqual(claim);
});

it("whose request it is stands before the answer that leads to it", async () => {
  const { store, onProcess } = start();
  const written: string[] = [];
  const { set } = store;
  store.set = (key, ...rest) => {
    written.push(key.split(":")[0] ?? "");
    return set(key, ...rest);
  };
  await onProcess().settle(known);
  expect(written).toEqual(["owner", "answer"]);
});

it("the store holds no request id, visitor or attempt id in the names of its entries", async () => {
  const { store, onProcess } = start();
  const keys: string[] = [];
  const { set, create } = store;
  store.set = (key, ...rest) => {
    keys.push(key);
    return set(key, ...rest);
  };
  store.create = (key, ...rest) => {
    keys.push(key);
    return create(key, ...rest);
  };
  await onProcess().settle(known);
  await onProcess().noteOnce("completed", "request-1");
  expect(keys.length).toBeGreaterThan(2);
  expect(keys.join()).not.toMatch(/request-1|ada/);
});
