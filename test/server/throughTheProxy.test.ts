import { describe, expect, it, onTestFinished } from "vitest";
import { APP_ID } from "../../src/model/endpoint.js";
import { type RunningFal, startFal } from "../support/startFal.js";
import { startFalServerProxy } from "../support/startFalServerProxy.js";
import { INITIATE_URL, INPUT, post, SUBMIT_URL, toTarget } from "./support/requests.js";
import { open, type SendOptions, send } from "./support/send.js";
import { startProxy } from "./support/startProxy.js";

async function createFal(): Promise<RunningFal> {
  const fal = await startFal({ queueMs: 300, runMs: 1_200 });
  onTestFinished(fal.close);
  return fal;
}

const startOurs = ({ simulator }: RunningFal) => startProxy({ fetch: simulator });

async function startTheirs({ origin }: RunningFal): Promise<string> {
  const { proxyUrl, close } = await startFalServerProxy({ simulatorOrigin: origin });
  onTestFinished(close);
  return proxyUrl;
}

const toRequestUrl = (requestId: unknown) =>
  `https://queue.fal.run/${APP_ID}/requests/${String(requestId)}`;

async function submit(proxy: string): Promise<string> {
  const { json } = await send(proxy, post(SUBMIT_URL, INPUT));
  return toRequestUrl(json().request_id);
}

const put = (target: string): SendOptions =>
  toTarget(target, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: "{}",
  });

describe.each([
  { name: "our proxy", start: startOurs, isFaithful: true },
  { name: "@fal-ai/server-proxy on Express 4", start: startTheirs, isFaithful: false },
])("the whole way through $name", ({ start, isFaithful }) => {
  /** What the browser sees of a status of fal's. */
  const seenAs = (status: number) => (isFaithful ? status : 200);

  it("from the submit to the video", async () => {
    const fal = await createFal();
    const proxy = await start(fal);
    const submitted = await send(proxy, post(SUBMIT_URL, INPUT));
    expect(submitted.status).toBe(200);
    expect(submitted.json()).toMatchObject({ status: "IN_QUEUE" });
    const url = toRequestUrl(submitted.json().request_id);

    const queued = await send(proxy, toTarget(`${url}/status?logs=1`));
    expect(queued.status).toBe(seenAs(202));
    expect(queued.json().status).toMatch(/IN_QUEUE|IN_PROGRESS/);

    const { response } = await open(proxy, toTarget(`${url}/status/stream?logs=1`));
    expect(response.headers["content-type"]).toContain("text/event-stream");
    let chunks = 0;
    let text = "";
    for await (const chunk of response) {
      chunks += 1;
      text += String(chunk);
    }
    expect(chunks).toBeGreaterThan(1);
    expect(text).toContain('"IN_PROGRESS"');
    expect(text).toContain('"COMPLETED"');

    const result = await send(proxy, toTarget(url));
    expect(result.status).toBe(200);
    expect(result.json()).toMatchObject({ video: { url: expect.stringMatching(/^http:/) } });
    expect(fal.simulator.ledger).toHaveLength(1);
  });

  it("starts an upload", async () => {
    const proxy = await start(await createFal());
    const body = { content_type: "image/jpeg", file_name: "fox.jpg" };
    const answer = await send(proxy, post(INITIATE_URL, body));
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      upload_url: expect.any(String),
      file_url: expect.any(String),
    });
  });

  it("cancels what is in the queue", async () => {
    const fal = await createFal();
    fal.simulator.script({ queueMs: 60_000 });
    const proxy = await start(fal);
    const url = await submit(proxy);
    const answer = await send(proxy, put(`${url}/cancel`));
    expect(answer.status).toBe(seenAs(202));
    expect(answer.json()).toEqual({ status: "CANCELLATION_REQUESTED" });
  });

  it("a cancel that comes too late says so", async () => {
    const fal = await createFal();
    fal.simulator.script({ queueMs: 0, runMs: 0 });
    const proxy = await start(fal);
    const answer = await send(proxy, put(`${await submit(proxy)}/cancel`));
    expect(answer.status).toBe(seenAs(400));
    expect(answer.json()).toEqual({ status: "ALREADY_COMPLETED" });
  });

  it("a refused prompt is told by the result", async () => {
    const fal = await createFal();
    fal.simulator.script({
      queueMs: 0,
      runMs: 0,
      result: { type: "content_policy_violation", field: "prompt" },
    });
    const proxy = await start(fal);
    const answer = await send(proxy, toTarget(await submit(proxy)));
    expect(answer.status).toBe(seenAs(422));
    expect(answer.text).toContain("content_policy_violation");
  });

  it("a gateway's 504 after fal accepted comes back, and fal was asked once", async () => {
    const fal = await createFal();
    fal.simulator.script({ submit: { acceptThen: 504 } });
    const proxy = await start(fal);
    const answer = await send(proxy, post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(seenAs(504));
    expect(answer.json()).not.toHaveProperty("request_id");
    expect(fal.simulator.posts).toHaveLength(1);
  });
});

describe("our proxy before a fal that fails", () => {
  it("a submit that is cut after fal accepted is 502 unknown", async () => {
    const fal = await createFal();
    fal.simulator.script({ submit: { acceptThen: "reset" } });
    const answer = await send(await startOurs(fal), post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json().outcome).toBe("unknown");
    expect(fal.simulator.ledger).toHaveLength(1);
  });

  it("closes the stream at fal when the browser leaves", async () => {
    const fal = await createFal();
    fal.simulator.script({ queueMs: 60_000 });
    const proxy = await startOurs(fal);
    const url = await submit(proxy);
    const browser = new AbortController();
    const { response } = await open(proxy, {
      ...toTarget(`${url}/status/stream`),
      signal: browser.signal,
    });
    response.on("error", () => undefined);
    expect(fal.simulator.openStreams()).toBe(1);
    browser.abort();
    await expect.poll(() => fal.simulator.openStreams()).toBe(0);
  });
});
