import { describe, expect, it } from "vitest";
import { BODY_MAX_BYTES } from "../../src/server/readJsonBody.js";
import {
  CANCEL_URL,
  INITIATE_URL,
  INPUT,
  post,
  REQUEST_ID,
  RESULT_URL,
  STATUS_URL,
  STREAM_URL,
  SUBMIT_URL,
  toTarget,
} from "./support/requests.js";
import { send, type SendOptions } from "./support/send.js";
import { inProduction, SESSION, startProxy } from "./support/startProxy.js";
import { startUpstream } from "./support/startUpstream.js";

const IMAGE = { content_type: "image/png", file_name: "fox.png" };
const REQUESTS = RESULT_URL.slice(0, -REQUEST_ID.length);

async function refusal(options: SendOptions) {
  const upstream = await startUpstream();
  const proxy = await startProxy({ ...upstream, ...inProduction() });
  const answer = await send(proxy, options);
  expect(upstream.seen).toHaveLength(0);
  expect(answer.json()).toEqual({ detail: expect.anything(), reason: expect.any(String) });
  return answer;
}

describe("which calls go through", () => {
  it.each<[string, SendOptions]>([
    [SUBMIT_URL, post(SUBMIT_URL, INPUT)],
    [STATUS_URL, toTarget(STATUS_URL)],
    [`${RESULT_URL}/status?logs=0`, toTarget(`${RESULT_URL}/status?logs=0`)],
    [`${RESULT_URL}/status`, toTarget(`${RESULT_URL}/status`)],
    [STREAM_URL, toTarget(STREAM_URL)],
    [RESULT_URL, toTarget(RESULT_URL)],
    [CANCEL_URL, toTarget(CANCEL_URL, { method: "PUT" })],
    [INITIATE_URL, post(INITIATE_URL, IMAGE)],
  ])("%s", async (target, options) => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    expect((await send(proxy, options)).status).toBe(200);
    expect(upstream.seen).toMatchObject([{ method: options.method, url: target }]);
  });

  it("attack 6: a POST to another model gets 403", async () => {
    const answer = await refusal(post("https://queue.fal.run/fal-ai/veo3", INPUT));
    expect(answer.status).toBe(403);
    expect(answer.json().reason).toBe("endpoint_not_allowed");
  });

  it.each([
    "https://fal.run/fal-ai/veo3?prompt=fox",
    "https://fal.run/fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
    `https://queue.fal.run/fal-ai/veo3/requests/${REQUEST_ID}`,
    "https://rest.fal.ai/storage/upload/initiate-multipart?storage_type=fal-cdn-v3",
    "https://rest.fal.ai/keys",
  ])("attack 7: a GET of something else gets 403: %s", async (target) => {
    expect((await refusal(toTarget(target))).status).toBe(403);
  });

  it.each(["PUT", "PATCH", "DELETE"])("attack 8: %s to another model gets 405", async (method) => {
    const target = "https://queue.fal.run/fal-ai/veo3";
    expect((await refusal(toTarget(target, { method }))).status).toBe(405);
  });

  it.each([
    ["GET", SUBMIT_URL, "POST"],
    ["DELETE", RESULT_URL, "GET"],
    ["POST", STATUS_URL, "GET"],
    ["POST", CANCEL_URL, "PUT"],
    ["GET", CANCEL_URL, "PUT"],
    ["PUT", INITIATE_URL, "POST"],
  ])("attack 8: %s to %s gets 405", async (method, target, allow) => {
    const answer = await refusal(toTarget(target, { method }));
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allow);
  });

  it.each<[number, string]>([
    [9, SUBMIT_URL.replace("https:", "http:")],
    [10, SUBMIT_URL.replace("https:", "ftp:")],
    [10, SUBMIT_URL.replace("https:", "wss:")],
    [11, "garbage"],
    [11, ""],
    [11, "https://"],
    [11, `${SUBMIT_URL}, ${SUBMIT_URL}`],
    [12, SUBMIT_URL.replace("https://", "https://a:b@")],
    [12, SUBMIT_URL.replace("https://", "https://@")],
    [13, "https://169.254.169.254/latest/meta-data/"],
    [13, "https://localhost/fal-ai/kling-video"],
    [13, SUBMIT_URL.replace("https://queue.fal.run", "https://fal.run@evil.example")],
    [13, SUBMIT_URL.replace("queue.fal.run", "evilqueue.fal.run")],
    [13, SUBMIT_URL.replace("queue.fal.run", "evilfal.run")],
    [13, SUBMIT_URL.replace("queue.fal.run", "queue.fal.run.evil.example")],
    [13, SUBMIT_URL.replace("queue.fal.run", "queue.fal.run:8443")],
    [13, SUBMIT_URL.replace("queue.fal.run", "queue.fal.run:443")],
    [13, SUBMIT_URL.replace("queue.fal.run", "queue.fal.run.")],
    [15, SUBMIT_URL.replace("/pro/", "/x/../pro/")],
    [15, SUBMIT_URL.replace("/pro/", "/%2e%2e/pro/")],
    [15, SUBMIT_URL.replace("/pro/", "%2fpro/")],
    [15, SUBMIT_URL.replace("/pro/", "//pro/")],
    [15, SUBMIT_URL.replace("/pro/", "/PRO/")],
    [15, SUBMIT_URL.replace("queue.fal.run", "QUEUE.fal.run")],
    [15, SUBMIT_URL.replaceAll("/fal-ai", "\\fal-ai")],
    [15, `${SUBMIT_URL}/`],
    [16, `${SUBMIT_URL}?fal_webhook=https://evil.example`],
    [17, `${SUBMIT_URL}?`],
    [17, `${SUBMIT_URL}#top`],
  ])("attack %i: a POST to %j gets 400", async (_, target) => {
    const answer = await refusal(post(target, INPUT));
    expect(answer.status).toBe(400);
    expect(answer.json().reason).toBe("invalid_target");
  });

  it.each<[number, string, string]>([
    [15, "GET", `${RESULT_URL}/`],
    [15, "GET", `${REQUESTS}x/../${REQUEST_ID}`],
    [15, "GET", RESULT_URL.replace("/requests/", "//requests/")],
    [15, "GET", RESULT_URL.replace("/requests/", "/requests%2f")],
    [15, "GET", RESULT_URL.replace("/requests/", "/Requests/")],
    [15, "PUT", `${CANCEL_URL}/`],
    [15, "PUT", CANCEL_URL.replace("/cancel", "/../cancel")],
    [17, "GET", `${RESULT_URL}?logs=1`],
    [17, "GET", `${RESULT_URL}/status?logs=2`],
    [17, "GET", `${RESULT_URL}/status?logs=1&logs=1`],
    [17, "GET", `${RESULT_URL}/status?logs=1&x=1`],
    [17, "GET", `${RESULT_URL}/logs`],
    [17, "PUT", `${CANCEL_URL}?force=1`],
    [21, "GET", `${REQUESTS}../../x`],
    [21, "GET", `${REQUESTS}..`],
    [21, "GET", REQUESTS],
    [21, "GET", `${REQUESTS}undefined%00`],
    [21, "GET", `${REQUESTS}${"a".repeat(10_000)}`],
    [21, "GET", `${REQUESTS}1-${encodeURIComponent("ключ-запроса")}`],
  ])("attack %i: %s %s gets 400", async (_, method, target) => {
    const answer = await refusal(toTarget(target, { method }));
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain("requests");
  });

  it("a POST without a target gets 400", async () => {
    expect((await refusal({ method: "POST", headers: { cookie: SESSION } })).status).toBe(400);
  });
});

describe("what goes along", () => {
  it("attack 18: no header of the caller reaches fal", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const headers = {
      "x-fal-object-lifecycle-preference": '{"expiration_duration_seconds":1}',
      "x-fal-store-io": "0",
      "x-fal-runner-hint": "mine",
      "x-fal-queue-priority": "normal",
      "x-forwarded-for": "203.0.113.7",
      "user-agent": "agent-canary",
      referer: "https://app.example/secret-page",
    };
    await send(proxy, post(SUBMIT_URL, INPUT, headers));
    await send(proxy, toTarget(STREAM_URL, { headers }));
    const names = upstream.seen.map((request) => Object.keys(request.headers));
    expect(upstream.seen).toHaveLength(2);
    expect(names.flat().filter((name) => name.startsWith("x-"))).toEqual([]);
    expect(JSON.stringify(upstream.seen)).not.toMatch(/agent-canary|secret-page/);
    expect(upstream.seen[0]?.headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
    });
    expect(upstream.seen[1]?.headers.accept).toBe("text/event-stream");
  });

  it("attack 23: a body over the limit gets 413, whatever length it claims", async () => {
    const body = JSON.stringify({ ...INPUT, prompt: "x".repeat(BODY_MAX_BYTES) });
    expect((await refusal(post(SUBMIT_URL, body))).status).toBe(413);
    const chunked = { "transfer-encoding": "chunked" };
    expect((await refusal(post(SUBMIT_URL, body, chunked))).status).toBe(413);
    expect((await refusal(post(INITIATE_URL, body))).status).toBe(413);
  });

  it("attack 23: 50 MB are refused without being kept", async () => {
    const answer = await refusal(
      post(SUBMIT_URL, `"${"x".repeat(50_000_000)}"`, { "transfer-encoding": "chunked" }),
    );
    expect(answer.status).toBe(413);
  });

  it("takes the longest prompts that the model takes, in any script", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const long = "🦊".repeat(2500);
    const input = { ...INPUT, prompt: long, negative_prompt: long };
    expect((await send(proxy, post(SUBMIT_URL, input))).status).toBe(200);
    expect(JSON.parse(upstream.seen[0]?.body ?? "")).toEqual(input);
  });

  it.each<[number, string, string]>([
    [415, "text/plain", JSON.stringify(INPUT)],
    [415, "application/x-www-form-urlencoded", "prompt=fox"],
    [415, "", JSON.stringify(INPUT)],
    [400, "application/json", "{"],
    [400, "application/json", ""],
    [400, "application/json", "[".repeat(30_000)],
    [422, "application/json", `{"prompt":${"[".repeat(15_000)}${"]".repeat(15_000)}}`],
    [422, "application/json", "[]"],
    [422, "application/json", "null"],
    [422, "application/json; charset=utf-8", '"text"'],
  ])("attack 23: a body that is no JSON object gets %i: %s %.20s", async (status, type, body) => {
    expect((await refusal(post(SUBMIT_URL, body, { "content-type": type }))).status).toBe(status);
  });

  it.each([
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "blob:x",
    "http://cdn.example.com/fox.jpg",
    "https://user:word@cdn.example.com/fox.jpg",
    "https://127.0.0.1/fox.jpg",
    "https://localhost/fox.jpg",
    "http://169.254.169.254/latest/meta-data",
    "https://[::1]/fox.jpg",
    "https://0x7f.1/fox.jpg",
    "https://intranet/fox.jpg",
  ])("attack 24: a frame that is no public address gets 422 at its field: %s", async (url) => {
    for (const field of ["image_url", "tail_image_url"]) {
      const answer = await refusal(post(SUBMIT_URL, { ...INPUT, [field]: url }));
      expect(answer.status).toBe(422);
      expect(answer.json().detail).toEqual([
        { loc: ["body", field], msg: expect.any(String), type: "value_error" },
      ]);
    }
  });

  it("attack 24: in development a frame may lie on this machine", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const input = { ...INPUT, image_url: "http://127.0.0.1:6006/media/fox.jpg" };
    expect((await send(proxy, post(SUBMIT_URL, input))).status).toBe(200);
    const data = { ...INPUT, image_url: "data:image/png;base64,AAAA" };
    expect((await send(proxy, post(SUBMIT_URL, data))).status).toBe(422);
  });

  it.each<[string, object]>([
    ["a field of another model", { ...INPUT, aspect_ratio: "16:9" }],
    ["a webhook of the caller's", { ...INPUT, webhook_url: "https://evil.example" }],
    ["a length that is not sold", { ...INPUT, duration: "15" }],
    ["a length that is a number", { ...INPUT, duration: 5 }],
    ["guidance beyond the scale", { ...INPUT, cfg_scale: 1.5 }],
    ["guidance as a text", { ...INPUT, cfg_scale: "0.5" }],
    ["no prompt", { image_url: INPUT.image_url }],
    ["a prompt of spaces", { ...INPUT, prompt: " \u200b " }],
    ["a prompt that is too long", { ...INPUT, prompt: "x".repeat(2501) }],
    ["no start frame", { prompt: INPUT.prompt }],
    ["a start frame that is null", { ...INPUT, image_url: null }],
  ])("attack 23: %s gets 422", async (_, input) => {
    expect((await refusal(post(SUBMIT_URL, input))).status).toBe(422);
  });

  it.each(["text/html", "image/svg+xml", "image/png; x=../", "constructor", undefined])(
    "attack 42: an upload of the type %j gets 422",
    async (content_type) => {
      const answer = await refusal(post(INITIATE_URL, { content_type, file_name: "x.png" }));
      expect(answer.status).toBe(422);
    },
  );

  it("attack 42: a file name is replaced by a safe one, other fields are dropped", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const body = { content_type: "image/jpeg", file_name: "../../x.html", acl: "public" };
    await send(proxy, post(INITIATE_URL, body));
    expect(JSON.parse(upstream.seen[0]?.body ?? "")).toEqual({
      content_type: "image/jpeg",
      file_name: "frame.jpg",
    });
  });
});
