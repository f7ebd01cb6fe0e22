import { createFalClient } from "@fal-ai/client";
import { expect, test } from "vitest";
import { ENDPOINT_ID } from "../../src/model/endpoint.js";
import { createFalSimulator, type FaultScript } from "../../src/simulator/index.js";
import { createPicture } from "./support/createPicture.js";
import { MEDIA_ORIGIN } from "./support/createTestFal.js";

// fal's own client cannot tell the difference.
function createClient(script: FaultScript = {}) {
  // Every look at the clock takes 10 ms, so that no slow machine misses a state.
  let now = 0;
  const fal = createFalSimulator({
    mediaOrigin: MEDIA_ORIGIN,
    queueMs: 100,
    runMs: 200,
    now: () => (now += 10),
  });
  fal.script(script);
  return { fal, client: createFalClient({ credentials: "id:secret", fetch: fal.fetch }) };
}

test("fal's own client uploads, subscribes and gets the video", async () => {
  const { fal, client } = createClient();
  const seen = new Set<string>();
  const { data, requestId } = await client.subscribe(ENDPOINT_ID, {
    input: { prompt: "A slow wave", image_url: await createPicture(400, 300), duration: "5" },
    pollInterval: 20,
    logs: true,
    onQueueUpdate: ({ status }) => seen.add(status),
  });
  expect([...seen]).toEqual(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]);
  expect(data.video.url).toMatch(new RegExp(`^${MEDIA_ORIGIN}/videos/`));
  expect(fal.ledger.map((entry) => entry.requestId)).toEqual([requestId]);
  expect([fal.count("initiate"), fal.count("put"), fal.count("submit")]).toEqual([1, 1, 1]);
});

test("fal's own client follows the stream to its end", async () => {
  const { fal, client } = createClient();
  const { data } = await client.subscribe(ENDPOINT_ID, {
    input: { prompt: "A slow wave", image_url: "https://pictures.test/sea.jpg" },
    mode: "streaming",
  });
  expect(data.video.content_type).toBe("video/webm");
  expect([fal.count("stream"), fal.openStreams()]).toEqual([1, 0]);
});

test("fal's own client pays twice when a gateway hides that fal accepted", async () => {
  const { fal, client } = createClient({ submit: { acceptThen: "html-504" } });
  await client.queue.submit(ENDPOINT_ID, {
    input: { prompt: "A slow wave", image_url: "https://pictures.test/sea.jpg" },
  });
  expect([fal.posts.length, fal.ledger.length]).toEqual([2, 2]);
});

test("fal's own client names the field of a refused input", async () => {
  const { client } = createClient({
    queueMs: 0,
    runMs: 0,
    result: { type: "content_policy_violation", field: "prompt" },
  });
  const { request_id: requestId } = await client.queue.submit(ENDPOINT_ID, {
    input: { prompt: "A slow wave", image_url: "https://pictures.test/sea.jpg" },
  });
  await expect(client.queue.result(ENDPOINT_ID, { requestId })).rejects.toMatchObject({
    status: 422,
    fieldErrors: [{ loc: ["body", "prompt"], type: "content_policy_violation" }],
  });
});
