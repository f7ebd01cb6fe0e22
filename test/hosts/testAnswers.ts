import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { INITIATE_URL, INPUT, SUBMIT_URL } from "../server/support/requests.js";
import { FAL_KEY } from "../server/support/startProxy.js";
import type { RunningHost } from "./support/setUpHost.js";
import { createVisitor, submit } from "./support/visitor.js";

/** What goes on to fal, and what comes back. */
export function testAnswers(running: () => RunningHost): void {
  describe("hands on", () => {
    it("the input, and fal's answer", async () => {
      const { ask, askParsed, fal, host } = running();
      const visitor = createVisitor();
      const answer = await ask(visitor.post(SUBMIT_URL, INPUT));
      expect(answer.status).toBe(200);
      expect(answer.json()["request_id"]).toMatch(/canary/);
      expect(JSON.parse(fal.seen[0]?.body ?? "")).toEqual(INPUT);
      if (!host.parsedPath) return;
      expect((await askParsed(visitor.post(SUBMIT_URL, INPUT))).status).toBe(200);
      expect(JSON.parse(fal.seen[1]?.body ?? "")).toEqual(INPUT);
    });

    it("the longest prompts that the model takes, in any script", async () => {
      const { ask, fal } = running();
      const long = "ключ".repeat(625);
      const input = { ...INPUT, prompt: long, negative_prompt: long };
      expect((await ask(createVisitor().post(SUBMIT_URL, input))).status).toBe(200);
      expect(JSON.parse(fal.seen[0]?.body ?? "")).toEqual(input);
    });

    it("#3, #18: the key, and no header or cookie of the caller", async () => {
      const { ask, fal } = running();
      const visitor = createVisitor();
      const headers = {
        authorization: "Bearer host-jwt-canary",
        "x-fal-object-lifecycle-preference": '{"expiration_duration_seconds":1}',
        "x-fal-store-io": "0",
        "x-fal-runner-hint": "mine",
        "x-forwarded-for": "203.0.113.7",
        "user-agent": "agent-canary",
        referer: "https://app.example/secret-page-canary",
      };
      const generation = await submit(running(), visitor);
      await ask(visitor.post(SUBMIT_URL, INPUT, headers));
      await ask(visitor.toTarget(`${generation}/status?logs=1`, { headers }));
      expect(fal.seen).toHaveLength(3);
      for (const request of fal.seen) {
        expect(request.headers.authorization).toBe(`Key ${FAL_KEY}`);
        expect(request.headers).not.toHaveProperty("cookie");
        expect(Object.keys(request.headers).filter((name) => name.startsWith("x-"))).toEqual([]);
        expect(JSON.stringify(request.headers)).not.toMatch(/jwt|agent-canary|secret-page/);
      }
    });

    it("#32: of fal's headers the listed ones only", async () => {
      const { ask, fal } = running();
      const visitor = createVisitor();
      const generation = await submit(running(), visitor);
      fal.answerWith((_, response) => {
        response.writeHead(200, {
          "content-type": "application/json",
          "set-cookie": "upstream=1",
          "access-control-allow-origin": "*",
          "content-security-policy": "default-src *",
          "clear-site-data": '"*"',
          "x-fal-billable-units": "5",
          "x-fal-internal": "secret",
          server: "upstream",
        });
        response.end("{}");
      });
      const { headers } = await ask(visitor.toTarget(generation));
      expect(headers).toMatchObject({
        "content-type": expect.stringContaining("application/json"),
        "x-fal-billable-units": "5",
      });
      for (const name of [
        "set-cookie",
        "access-control-allow-origin",
        "content-security-policy",
        "clear-site-data",
        "x-fal-internal",
        "server",
      ]) {
        expect(headers).not.toHaveProperty(name);
      }
    });

    it.each([400, 401, 403, 404, 422, 429, 500, 503, 504])(
      "#33: fal's %i with its body, as it is",
      async (status) => {
        const { ask, fal } = running();
        const visitor = createVisitor();
        const generation = await submit(running(), visitor);
        fal.answerWith((_, response) => {
          response.writeHead(status, { "content-type": "application/json" });
          response.end('{"detail":[{"loc":["body","prompt"],"type":"content_policy_violation"}]}');
        });
        for (const request of [
          visitor.toTarget(`${generation}/status`),
          visitor.post(SUBMIT_URL, INPUT),
        ]) {
          const answer = await ask(request);
          expect(answer.status).toBe(status);
          expect(answer.text).toContain("content_policy_violation");
        }
      },
    );

    it("#34: a compressed answer so that it can be read", async () => {
      const { ask, fal } = running();
      const visitor = createVisitor();
      const generation = await submit(running(), visitor);
      fal.answerWith((_, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
        response.end(gzipSync('{"status":"COMPLETED"}'));
      });
      const answer = await ask(visitor.toTarget(`${generation}/status`));
      expect(answer.headers).not.toHaveProperty("content-encoding");
      expect(answer.json()).toEqual({ status: "COMPLETED" });
    });

    it.each([undefined, "{}"])("#35: a cancel with the body %j", async (body) => {
      const { ask, fal } = running();
      const visitor = createVisitor();
      const generation = await submit(running(), visitor);
      fal.answerWith((_, response) => {
        response.writeHead(202, { "content-type": "application/json" });
        response.end('{"status":"CANCELLATION_REQUESTED"}');
      });
      const cancel = { method: "PUT", body };
      const answer = await ask(visitor.toTarget(`${generation}/cancel`, cancel));
      expect(answer.status).toBe(202);
      expect(answer.json()).toEqual({ status: "CANCELLATION_REQUESTED" });
      expect(fal.seen[1]).toMatchObject({ method: "PUT", body: "" });
    });

    it("#42: an upload under a name of ours", async () => {
      const { ask, fal } = running();
      const body = { content_type: "image/jpeg", file_name: "../../x.html", acl: "public" };
      expect((await ask(createVisitor().post(INITIATE_URL, body))).status).toBe(200);
      expect(JSON.parse(fal.seen[0]?.body ?? "")).toEqual({
        content_type: "image/jpeg",
        file_name: "frame.jpg",
      });
    });
  });

  describe("where fal fails", () => {
    it("#37: it cannot be reached → 502, and nothing was sent", async () => {
      const { ask, fal } = running();
      await fal.stop();
      const answer = await ask(createVisitor().post(SUBMIT_URL, INPUT));
      await fal.start();
      expect(answer.status).toBe(502);
      expect(answer.json()).toMatchObject({ reason: "upstream_unreachable", outcome: "not_sent" });
    });

    it("#37: the connection breaks → 502, and nobody knows", async () => {
      const { ask, fal } = running();
      fal.answerWith((_, response) => response.destroy());
      const answer = await ask(createVisitor().post(SUBMIT_URL, INPUT));
      expect(answer.status).toBe(502);
      expect(answer.json()["outcome"]).toBe("unknown");
      expect(fal.seen).toHaveLength(1);
    });

    it("#38: it never answers → 504, and nobody knows", async () => {
      const { ask, fal } = running();
      fal.answerWith(() => undefined);
      const answer = await ask(createVisitor().post(SUBMIT_URL, INPUT));
      expect(answer.status).toBe(504);
      expect(answer.json()["outcome"]).toBe("unknown");
      expect(fal.seen).toHaveLength(1);
    });

    it("#41: a redirect is not followed", async () => {
      const { ask, fal } = running();
      fal.answerWith((_, response) => response.writeHead(307, { location: "/elsewhere" }).end());
      const answer = await ask(createVisitor().post(SUBMIT_URL, INPUT));
      expect(answer.status).toBe(502);
      expect(answer.json()["reason"]).toBe("upstream_redirect");
      expect(answer.headers).not.toHaveProperty("location");
      expect(fal.seen).toHaveLength(1);
    });
  });

  it("#40: no cache keeps an answer, a refusal or a sign of life", async () => {
    const { ask } = running();
    const visitor = createVisitor();
    const generation = await submit(running(), visitor);
    const answers = [
      await ask(visitor.toTarget(`${generation}/status`)),
      await ask(visitor.toTarget("garbage")),
      await ask(visitor.post(SUBMIT_URL, INPUT, { cookie: "" })),
      await ask({ headers: { cookie: visitor.cookie } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 204]);
    for (const { headers } of answers) {
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers.vary).toContain("x-fal-target-url, x-kling-attempt-id, cookie");
    }
  });
}
