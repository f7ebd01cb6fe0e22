import fc from "fast-check";
import { expect, test } from "vitest";
import { createKlingWebhook } from "../../../src/server/createKlingWebhook.js";
import { createMemoryStore } from "../../../src/server/createMemoryStore.js";
import { REQUEST_ID } from "../support/requests.js";
import { FAL_KEY } from "../support/startProxy.js";
import { startWebhook } from "./support/startWebhook.js";

const maybe = (value: fc.Arbitrary<unknown>) => fc.oneof(value, fc.jsonValue());

/** Bodies in the form of fal's, in which anything may stand in any place. */
const bodies = fc.record(
  {
    request_id: maybe(fc.constantFrom(REQUEST_ID, "constructor", "__proto__")),
    status: maybe(fc.constantFrom("OK", "ERROR")),
    payload: maybe(
      fc.record(
        {
          video: maybe(fc.record({ url: maybe(fc.webUrl()), file_size: fc.jsonValue() })),
          detail: maybe(fc.array(maybe(fc.record({ type: maybe(fc.constant("constructor")) })))),
          error_type: maybe(fc.constantFrom("client_cancelled", "toString")),
        },
        { requiredKeys: [] },
      ),
    ),
    payload_error: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

test("whatever fal signs, it is told to the host or refused, and nothing breaks", async () => {
  const { url, sign, jwksUrl } = await startWebhook();
  const keys = await fetch(jwksUrl);
  await fc.assert(
    fc.asyncProperty(fc.oneof(bodies, fc.jsonValue(), fc.string()), async (value) => {
      const ends: unknown[] = [];
      const webhook = createKlingWebhook({
        falKey: FAL_KEY,
        store: createMemoryStore(),
        fetch: () => Promise.resolve(keys.clone()),
        onCompleted: ({ video }) => ends.push(new URL(video.url)),
        onFailed: ({ error }) => ends.push(error.code),
      });
      const body = typeof value === "string" ? value : JSON.stringify(value);
      const signed = Object.entries(await sign(body));
      const headers = new Headers(signed.map(([name, text]) => [name, String(text)]));
      const { status } = await webhook(new Request(url, { method: "POST", headers, body }));
      expect([status, ends.length]).toEqual(status === 200 ? [200, 1] : [400, 0]);
    }),
    { numRuns: 1_000 },
  );
}, 60_000);
