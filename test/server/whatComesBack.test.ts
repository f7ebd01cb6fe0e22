import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  CANCEL_URL,
  INPUT,
  post,
  RESULT_URL,
  STATUS_URL,
  STREAM_URL,
  SUBMIT_URL,
  toTarget,
} from "./support/requests.js";
import { findClosedOrigin } from "./support/listen.js";
import { open, send } from "./support/send.js";
import { SESSION, startProxy } from "./support/startProxy.js";
import { startUpstream } from "./support/startUpstream.js";

describe("what comes back", () => {
  it("attack 32: of fal's headers only the listed ones pass", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "set-cookie": "upstream=1",
        "access-control-allow-origin": "*",
        "content-security-policy": "default-src *",
        "clear-site-data": '"*"',
        "x-fal-request-id": "abc",
        "x-fal-billable-units": "5",
        "x-fal-error-type": "none",
        "x-fal-needs-retry": "1",
        "x-fal-request-timeout-type": "user",
        "retry-after": "30",
        "x-fal-internal": "secret",
        server: "upstream",
      });
      response.end("{}");
    });
    const { headers } = await send(await startProxy(upstream), toTarget(RESULT_URL));
    expect(headers).toEqual({
      "content-type": "application/json",
      "x-fal-request-id": "abc",
      "x-fal-billable-units": "5",
      "x-fal-error-type": "none",
      "x-fal-needs-retry": "1",
      "x-fal-request-timeout-type": "user",
      "retry-after": "30",
      "cache-control": "no-store",
      vary: "x-fal-target-url, x-kling-attempt-id, cookie",
      connection: "close",
      date: expect.any(String),
      "transfer-encoding": "chunked",
    });
  });

  it.each([200, 202, 400, 401, 403, 404, 422, 429, 499, 500, 502, 503, 504])(
    "attack 33: a %i of fal stays a %i, with its body",
    async (status) => {
      const upstream = await startUpstream((_, response) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end('{"detail":[{"loc":["body","prompt"],"type":"content_policy_violation"}]}');
      });
      const proxy = await startProxy(upstream);
      for (const options of [toTarget(STATUS_URL), post(SUBMIT_URL, INPUT)]) {
        const answer = await send(proxy, options);
        expect(answer.status).toBe(status);
        expect(answer.text).toContain("content_policy_violation");
      }
    },
  );

  it("passes an answer without a body", async () => {
    const upstream = await startUpstream((_, response) => response.writeHead(204).end());
    const answer = await send(await startProxy(upstream), toTarget(RESULT_URL));
    expect(answer).toMatchObject({ status: 204, text: "" });
  });

  it("attack 34: a compressed answer arrives readable", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync('{"status":"COMPLETED"}'));
    });
    const answer = await send(await startProxy(upstream), toTarget(STATUS_URL));
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(answer.json()).toEqual({ status: "COMPLETED" });
  });

  it.each([undefined, "{}", "not json"])(
    "attack 35: a cancel with the body %j reaches fal, without one",
    async (body) => {
      const upstream = await startUpstream((_, response) => {
        response.writeHead(202, { "content-type": "application/json" });
        response.end('{"status":"CANCELLATION_REQUESTED"}');
      });
      const proxy = await startProxy(upstream);
      const answer = await send(proxy, toTarget(CANCEL_URL, { method: "PUT", body }));
      expect(answer.status).toBe(202);
      expect(answer.json()).toEqual({ status: "CANCELLATION_REQUESTED" });
      expect(upstream.seen).toMatchObject([{ method: "PUT", url: CANCEL_URL, body: "" }]);
    },
  );

  it("attack 40: no cache keeps an answer, a refusal or a sign of life", async () => {
    const proxy = await startProxy(await startUpstream());
    const answers = [
      await send(proxy, toTarget(STATUS_URL)),
      await send(proxy, toTarget("garbage")),
      await send(proxy, post(SUBMIT_URL, INPUT, { cookie: "" })),
      await send(proxy, { headers: { cookie: SESSION } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 204]);
    for (const { headers } of answers) {
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers.vary).toBe("x-fal-target-url, x-kling-attempt-id, cookie");
    }
  });
});

describe("when fal does not answer", () => {
  it("attack 37: a refused connection is 502 not_sent", async () => {
    const closed = await findClosedOrigin();
    const refused = await startProxy({ fetch: () => fetch(closed) });
    const answer = await send(refused, post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json()).toEqual({
      detail: "fal could not be reached. Nothing was sent.",
      reason: "upstream_unreachable",
      outcome: "not_sent",
    });
  });

  it("attack 37: a name that is not found is 502 not_sent", async () => {
    const proxy = await startProxy({ fetch: () => fetch("http://nowhere.invalid/") });
    const answer = await send(proxy, post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json().outcome).toBe("not_sent");
  });

  it("attack 37: a connection that breaks after the request is 502 unknown", async () => {
    const upstream = await startUpstream((_, response) => response.destroy());
    const answer = await send(await startProxy(upstream), post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json().outcome).toBe("unknown");
    expect(upstream.seen).toHaveLength(1);
  });

  it("attack 37: an answer that breaks in its middle is 502 unknown, not half an answer", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"request_id":');
      setTimeout(() => response.destroy(), 20);
    });
    const answer = await send(await startProxy(upstream), post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json().outcome).toBe("unknown");
  });

  it("attack 38: a submit that fal never answers is 504 unknown, and sent once", async () => {
    const upstream = await startUpstream(() => undefined);
    const proxy = await startProxy({ ...upstream, submitTimeoutMs: 100 });
    const answer = await send(proxy, post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(504);
    expect(answer.json().outcome).toBe("unknown");
    expect(upstream.seen).toHaveLength(1);
  });

  it.each([STATUS_URL, RESULT_URL, STREAM_URL])(
    "attack 38: a read that fal never answers, or never ends, is 504: %s",
    async (target) => {
      const upstream = await startUpstream((_, response) => {
        if (target !== STREAM_URL) response.write("{");
      });
      const proxy = await startProxy({ ...upstream, readTimeoutMs: 100 });
      expect((await send(proxy, toTarget(target))).status).toBe(504);
    },
  );

  it.each([301, 302, 307, 308])("attack 41: a %i of fal is not followed", async (status) => {
    const elsewhere = await startUpstream();
    const upstream = await startUpstream((_, response) => {
      response.writeHead(status, { location: "/https/queue.fal.run/elsewhere" }).end();
    });
    const answer = await send(await startProxy(upstream), post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(502);
    expect(answer.json().reason).toBe("upstream_redirect");
    expect(answer.headers).not.toHaveProperty("location");
    expect(upstream.seen).toHaveLength(1);
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe("streams and browsers that leave", () => {
  it("passes each event on as it comes, and tells gateways not to hold it", async () => {
    let sendNext: (text: string) => void = () => undefined;
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      sendNext = (text) => (text === "" ? response.end() : response.write(text));
    });
    const { response } = await open(await startProxy(upstream), toTarget(STREAM_URL));
    expect(response.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    const chunks = response[Symbol.asyncIterator]();
    for (const event of ["data: 1\n\n", ": ping\n\n", "data: 2\n\n"]) {
      sendNext(event);
      const { value } = await chunks.next();
      expect(String(value)).toBe(event);
    }
    sendNext("");
    expect((await chunks.next()).done).toBe(true);
  });

  it("a stream outlives the time that other reads get", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
      setTimeout(() => response.end("data: 2\n\n"), 300);
    });
    const proxy = await startProxy({ ...upstream, readTimeoutMs: 100 });
    expect((await send(proxy, toTarget(STREAM_URL))).text).toBe("data: 1\n\ndata: 2\n\n");
  });

  it("a stream that fal cuts is cut for the browser too", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
      setTimeout(() => response.destroy(), 20);
    });
    await expect(send(await startProxy(upstream), toTarget(STREAM_URL))).rejects.toThrow("aborted");
  });

  it("attack 39: when the browser leaves, the stream is closed at fal", async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
    });
    const browser = new AbortController();
    const { response } = await open(await startProxy(upstream), {
      ...toTarget(STREAM_URL),
      signal: browser.signal,
    });
    response.on("error", () => undefined);
    await once(response, "data");
    browser.abort();
    await upstream.seen[0]?.left;
  });

  it("attack 39: when the browser leaves before the stream began, fal is left too", async () => {
    const upstream = await startUpstream(() => undefined);
    const browser = new AbortController();
    const options = { ...toTarget(STREAM_URL), signal: browser.signal };
    const opening = expect(open(await startProxy(upstream), options)).rejects.toThrow();
    await expect.poll(() => upstream.seen.length).toBe(1);
    browser.abort();
    await opening;
    await upstream.seen[0]?.left;
  });

  it("attack 39: when the browser leaves in the middle of a submit, the submit is not cut", async () => {
    let answer: () => void = () => undefined;
    const upstream = await startUpstream((_, response) => {
      answer = () => response.end('{"request_id":"abc"}');
    });
    let clientSignal: AbortSignal | undefined;
    let answered: Promise<string> | undefined;
    const proxy = await startProxy({
      authorize(request) {
        clientSignal = request.signal;
        return { userId: "ada" };
      },
      async fetch(request) {
        const fetching = upstream.fetch(request);
        answered = fetching.then((response) => response.clone().text());
        answered.catch(() => undefined);
        return fetching;
      },
    });
    const browser = new AbortController();
    const options = { ...post(SUBMIT_URL, INPUT), signal: browser.signal };
    const submitting = expect(send(proxy, options)).rejects.toThrow();
    await expect.poll(() => upstream.seen.length).toBe(1);
    browser.abort();
    await submitting;
    await expect.poll(() => clientSignal?.aborted).toBe(true);
    answer();
    expect(await answered).toBe('{"request_id":"abc"}');
  });
});
