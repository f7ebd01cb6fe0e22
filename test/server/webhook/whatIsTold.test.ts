import { describe, expect, test } from "vitest";
import { REQUEST_ID } from "../support/requests.js";
import { toBody, VIDEO } from "./support/bodies.js";
import { REF, startWebhook } from "./support/startWebhook.js";

async function deliver(fields: object) {
  const webhook = await startWebhook();
  const answer = await webhook.deliver(webhook.url, toBody(fields));
  expect(answer.status).toBe(200);
  return webhook;
}

/** Of a generation that the store does not know. */
const ENDED = { requestId: REQUEST_ID, userId: null, attemptId: null };

test("a video that is there", async () => {
  const { completed, failed, events } = await deliver({});
  expect(completed).toEqual([
    {
      ...ENDED,
      video: {
        url: VIDEO.url,
        contentType: VIDEO.content_type,
        fileName: VIDEO.file_name,
        fileSize: VIDEO.file_size,
      },
    },
  ]);
  expect(failed).toEqual([]);
  expect(events).toEqual([{ type: "completed", userId: null, attempt: REF }]);
});

test("a video of which fal tells nothing but the address", async () => {
  const { completed } = await deliver({ payload: { video: { url: VIDEO.url } } });
  expect(completed).toEqual([{ ...ENDED, video: { url: VIDEO.url } }]);
});

const refuse = (type: string) => ({
  status: "ERROR",
  error: "Invalid status code: 422",
  payload: {
    detail: [
      { loc: ["body", "prompt"], msg: "prompt-canary", type, input: { prompt: "prompt-canary" } },
    ],
  },
});

const fail = (error_type: unknown) => ({
  status: "ERROR",
  error: "prompt-canary",
  payload: { detail: "prompt-canary", error_type },
});

describe("a generation that has ended without a video", () => {
  test.each<[string, object, object]>([
    [
      "refused by the content policy",
      refuse("content_policy_violation"),
      { code: "content-policy", falType: "content_policy_violation" },
    ],
    ["nothing was made", refuse("no_media_generated"), { code: "no-media" }],
    ["a frame is refused", refuse("image_too_small"), { code: "frame-too-small" }],
    ["another input is refused", refuse("missing"), { code: "input-refused" }],
    ["fal's platform failed", fail("internal_server_error"), { code: "model-error" }],
    ["canceled", fail("client_cancelled"), { code: "withdrawn", falType: "client_cancelled" }],
    [
      "a type that is a sentence",
      fail("prompt-canary, a fox"),
      { code: "model-error", falType: undefined },
    ],
    ["no payload", { status: "ERROR", payload: null }, { code: "model-error" }],
    ["an unknown status", { status: "PAUSED" }, { code: "model-error" }],
    [
      "fal could not write the result down",
      { payload: null, payload_error: "prompt-canary is not JSON" },
      { code: "result-unreadable" },
    ],
    ["no video in it", { payload: {} }, { code: "no-video" }],
    ["no result at all", { payload: null }, { code: "no-video" }],
  ])("%s", async (_, fields, expected) => {
    const { completed, failed, events } = await deliver(fields);
    expect(completed).toEqual([]);
    expect(failed).toEqual([{ ...ENDED, error: expect.objectContaining(expected) }]);
    const error = failed[0]?.error;
    expect(error).toBeInstanceOf(Error);
    expect(`${JSON.stringify(failed)} ${error?.message} ${error?.stack}`).not.toContain("canary");
    expect(events).toEqual([{ type: "failed", userId: null, attempt: REF, code: error?.code }]);
  });

  test.each([
    "http://v3.fal.media/a.mp4",
    "https://localhost/a.mp4",
    "https://169.254.169.254/latest/meta-data",
    "https://user:password@v3.fal.media/a.mp4",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
    7,
  ])("a video at %o, which the host must not fetch", async (url) => {
    const { completed, failed } = await deliver({ payload: { video: { url } } });
    expect(completed).toEqual([]);
    expect(failed).toMatchObject([{ error: { code: "no-video" } }]);
  });

  test("is taken where the host does not ask for it", async () => {
    const webhook = await startWebhook({ onFailed: undefined });
    const answer = await webhook.deliver(webhook.url, toBody(fail("internal_server_error")));
    expect(answer.status).toBe(200);
  });
});

test("what onEvent throws changes nothing", async () => {
  const onEvent = () => {
    throw new Error("The log is full.");
  };
  const webhook = await startWebhook({ onEvent });
  expect((await webhook.deliver(webhook.url, toBody())).status).toBe(200);
  expect(webhook.completed).toHaveLength(1);
});
