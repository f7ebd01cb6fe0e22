import { expect, test } from "vitest";
import { createPressGuard } from "../../src/hooks/createPressGuard.js";
import { KlingVideoError } from "../../src/model/KlingVideoError.js";
import type { SubmitOutcome } from "../../src/queries/submitMutationOptions.js";

const boat = { prompt: "A boat", image_url: "https://pictures.example/boat.jpg" };
const wave = { ...boat, prompt: "A wave" };
const TAKEN: SubmitOutcome = { ok: true, requestId: "r" };

/** A guard, and what it let pass. */
function start(outcome: SubmitOutcome = TAKEN) {
  const guard = createPressGuard();
  const sent: string[] = [];
  const press = (input: typeof boat) =>
    guard(input, async () => {
      sent.push(input.prompt);
      return outcome;
    });
  return { press, sent };
}

test("D07: an effect over two inputs, run twice, sends each of them once", async () => {
  const { press, sent } = start();
  await Promise.all([boat, wave, { ...boat }, { ...wave }].map(press));
  await press(boat);
  expect(sent).toEqual(["A boat", "A wave"]);
});

test("D04: what may have been charged is not sent again by an echo of the press", async () => {
  const error = new KlingVideoError({ code: "unconfirmed", charged: "maybe" });
  const { press, sent } = start({ ok: false, error });
  await press(boat);
  expect(await press(boat)).toMatchObject({ ok: false, error: { code: "busy" } });
  expect(sent).toHaveLength(1);
});

test("what has surely cost nothing may be tried again at once", async () => {
  const error = new KlingVideoError({ code: "not-sent", charged: "no" });
  const { press, sent } = start({ ok: false, error });
  await press(boat);
  await press(boat);
  expect(sent).toHaveLength(2);
});
