import { expect, test } from "vitest";
import { PRICING_URL } from "../../src/model/endpoint.js";
import { createPriceAnswer } from "../../src/server/createPriceAnswer.js";
import { toProxyCall } from "../../src/server/toProxyCall.js";

const ENTRY = {
  endpoint_id: "fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
  unit_price: 0.07,
  unit: "seconds",
  currency: "USD",
};
const MINUTE_MS = 60_000;

/** The answer, at a time that the test holds; fal answers in this order. */
function setUp(answers: (() => Promise<Response>)[]) {
  let time = 0;
  let asked = 0;
  const answer = createPriceAnswer({ now: () => time });
  const ask = () => {
    asked += 1;
    return answers.shift()?.() ?? expect.fail("fal was asked once too often");
  };
  return {
    get asked() {
      return asked;
    },
    answer: () => answer(ask),
    pass: (ms: number) => (time += ms),
  };
}
const tell = (body: unknown, init?: ResponseInit) => async () => Response.json(body, init);
const good = tell({ prices: [{ ...ENTRY, account: "acme" }], next_cursor: null });

test("fal's price is told, and nothing else that fal says", async () => {
  const price = setUp([good]);
  const response = await price.answer();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ prices: [ENTRY] });
});

test("fal is asked once an hour, however many visitors ask", async () => {
  const price = setUp([good, good]);
  await Promise.all([price.answer(), price.answer(), price.answer()]);
  price.pass(59 * MINUTE_MS);
  expect((await price.answer()).status).toBe(200);
  expect(price.asked).toBe(1);
  price.pass(2 * MINUTE_MS);
  await price.answer();
  expect(price.asked).toBe(2);
});

test.each([
  ["fal refuses the key", tell({ detail: "No user found for Key ID and Secret" }, { status: 401 })],
  ["fal cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  ["a page comes in place of the answer", async () => new Response("<html>")],
  ["the answer breaks off", async () => new Response('{"prices":[{"endpo')],
  ["there is no price of this endpoint", tell({ prices: [{ ...ENTRY, endpoint_id: "other" }] })],
  ["the price is no number", tell({ prices: [{ ...ENTRY, unit_price: "0.07" }] })],
  ["the answer is null", tell(null)],
])("where %s nothing of it is passed on, and it is asked again after a minute", async (_, bad) => {
  const price = setUp([bad, good]);
  const response = await price.answer();
  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({
    detail: "fal does not tell its price now.",
    reason: "price_unknown",
  });
  price.pass(59_000);
  expect((await price.answer()).status).toBe(502);
  expect(price.asked).toBe(1);
  price.pass(2_000);
  expect((await price.answer()).status).toBe(200);
});

test("the price is one URL and one method", () => {
  const call = (target: string, method = "GET") =>
    toProxyCall(
      new Request("https://host.example/", { method, headers: { "x-fal-target-url": target } }),
    );
  expect(call(PRICING_URL)).toEqual({ operation: "price", method: "GET", url: PRICING_URL });
  expect(() => call(PRICING_URL, "POST")).toThrow(expect.objectContaining({ status: 405 }));
  for (const other of [
    `${PRICING_URL}%2Cfal-ai%2Fveo3`,
    `${PRICING_URL}&endpoint_id=fal-ai%2Fveo3`,
    PRICING_URL.replace("pricing?", "pricing/estimate?"),
    decodeURIComponent(PRICING_URL),
    "https://api.fal.ai/v1/models/usage",
  ]) {
    expect(() => call(other), other).toThrow(expect.objectContaining({ status: 400 }));
  }
});
