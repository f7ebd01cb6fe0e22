import { describe, expect, it } from "vitest";
import { CANCEL_URL, STATUS_URL, SUBMIT_URL, toTarget } from "../server/support/requests.js";
import { ATTACKS } from "./attacks.js";
import { sendEndless } from "./support/sendEndless.js";
import type { RunningHost } from "./support/setUpHost.js";
import { createVisitor, submit } from "./support/visitor.js";

/** What is refused before fal is asked. */
export function testRefusals(running: () => RunningHost): void {
  describe("refuses", () => {
    const rows = ATTACKS.map((attack) => {
      const { number, title, status } = attack;
      return [`#${number}: ${title} → ${status}`, attack] as const;
    });
    it.each(rows)("%s", async (_, { request, status, reason }) => {
      const { ask, fal, host } = running();
      const answer = await ask(request);
      expect(answer.status).toBe(status);
      expect(fal.seen).toHaveLength(0);
      if (host.refusesItself?.includes(request.method ?? "")) return;
      expect(answer.json()).toEqual({ detail: expect.anything(), reason });
      expect(answer.headers["cache-control"]).toBe("no-store");
    });

    it("#23: a body of 50 MB that tells no length → 413", async () => {
      const { server, host, fal } = running();
      const options = createVisitor().post(SUBMIT_URL, "");
      const outcome = await sendEndless(server.origin + host.path, options);
      expect(host.cutsEndlessBodies ? [413, "cut"] : [413]).toContain(outcome);
      expect(fal.seen).toHaveLength(0);
    });

    it.each([
      ["#19: a look at", STATUS_URL, "GET"],
      ["#20: a cancel of", CANCEL_URL, "PUT"],
    ])("%s another visitor's request → 404", async (_, url, method) => {
      const { ask, fal } = running();
      const owner = createVisitor();
      const other = createVisitor();
      const mine = await submit(running(), owner);
      const path = url.replace(/^.*\/requests\/[^/]+/, "");
      const theirs = await ask(other.toTarget(mine + path, { method }));
      expect(theirs.status).toBe(404);
      expect(theirs.json()["reason"]).toBe("unknown_request");
      expect(fal.seen).toHaveLength(1);
      expect((await ask(owner.toTarget(mine + path, { method }))).status).toBe(200);
    });

    it("#25: a length that this visitor may not buy → 403", async () => {
      const { ask, fal } = running();
      const visitor = createVisitor("short");
      const input = { prompt: "A fox", image_url: "https://v3.fal.media/files/lion/fox.jpg" };
      const long = await ask(visitor.post(SUBMIT_URL, { ...input, duration: "10" }));
      expect([long.status, long.json()["reason"]]).toEqual([403, "policy"]);
      expect(fal.seen).toHaveLength(0);
      const short = await ask(visitor.post(SUBMIT_URL, { ...input, duration: "5" }));
      expect(short.status).toBe(200);
    });

    it("tells a listed page's preflight yes, and any other one's no", async () => {
      const { ask, host } = running();
      if (host.answersPreflights) return;
      const askFrom = (origin: string) =>
        ask({
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,x-fal-target-url",
          },
        });
      const yes = await askFrom("https://app.example");
      expect(yes.status).toBe(204);
      expect(yes.headers["access-control-allow-origin"]).toBe("https://app.example");
      expect(yes.headers["access-control-allow-headers"]).toBe("content-type,x-fal-target-url");
      const no = await askFrom("https://evil.example");
      expect(no.status).toBe(403);
      expect(no.headers).not.toHaveProperty("access-control-allow-origin");
    });

    it("is no proxy for HEAD: a sign of life, and no body", async () => {
      const { ask, fal } = running();
      const { cookie } = createVisitor();
      expect(await ask({ method: "HEAD", headers: { cookie } })).toMatchObject({
        status: 204,
        text: "",
      });
      expect((await ask(toTarget(STATUS_URL, { method: "HEAD" }))).status).toBe(405);
      expect(fal.seen).toHaveLength(0);
    });
  });
}
