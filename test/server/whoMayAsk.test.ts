import { describe, expect, it } from "vitest";
import { createKlingProxy, type KlingProxyOptions } from "../../src/server/index.js";
import { INPUT, post, STATUS_URL, SUBMIT_URL, toTarget } from "./support/requests.js";
import { send } from "./support/send.js";
import { FAL_KEY, SESSION, startProxy } from "./support/startProxy.js";
import { startUpstream } from "./support/startUpstream.js";

describe("who may ask", () => {
  it("attack 1: a visitor without credentials gets 401 and nothing reaches fal", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const answers = [
      await send(proxy, post(SUBMIT_URL, INPUT, { cookie: "" })),
      await send(proxy, toTarget(STATUS_URL, { headers: { cookie: "session=someone-else" } })),
    ];
    for (const { status, json } of answers) {
      expect(status).toBe(401);
      expect(json()).toEqual({
        detail: "Sign in first. Nothing was sent to fal.",
        reason: "unauthorized",
      });
    }
    expect(upstream.seen).toHaveLength(0);
  });

  it("attack 2: an empty Authorization header is no credential", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const options = toTarget(STATUS_URL, { headers: { cookie: "", authorization: "" } });
    expect((await send(proxy, options)).status).toBe(401);
    expect(upstream.seen).toHaveLength(0);
  });

  it("attack 3: the caller's Authorization and cookies never reach fal, the key does", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    const headers = { authorization: "Bearer host-jwt" };
    await send(proxy, post(SUBMIT_URL, INPUT, headers));
    await send(proxy, toTarget(STATUS_URL, { headers }));
    expect(upstream.seen).toHaveLength(2);
    for (const request of upstream.seen) {
      expect(request.headers.authorization).toBe(`Key ${FAL_KEY}`);
      expect(request.headers).not.toHaveProperty("cookie");
      expect(JSON.stringify(request.headers)).not.toContain("host-jwt");
    }
  });

  it.each([undefined, "", "  ", "undefined", "two\nlines"])(
    "attack 4: a proxy without a key (%j) refuses to start",
    (falKey) => {
      expect(() => createKlingProxy({ falKey, authorize: "public" })).toThrow(/falKey is missing/);
    },
  );

  it.each([undefined, null, true, "anyone"])(
    "attack 5: a proxy that lets anybody in must be asked for: authorize %j refuses to start",
    (authorize) => {
      const options = { falKey: FAL_KEY, authorize } as unknown as KlingProxyOptions;
      expect(() => createKlingProxy(options)).toThrow(/authorize is missing/);
    },
  );

  it('lets everybody in where "public" is written out', async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({ ...upstream, authorize: "public" });
    expect((await send(proxy, post(SUBMIT_URL, INPUT, { cookie: "" }))).status).toBe(200);
  });

  it("closes when authorize throws or names nobody, and repeats nothing of what it said", async () => {
    const upstream = await startUpstream();
    const throwing = await startProxy({
      ...upstream,
      authorize: () => {
        throw new Error("token-canary");
      },
    });
    const nonsense = [true, {}, { userId: "" }, { userId: 7 }].map((user) =>
      startProxy({ ...upstream, authorize: (() => user) as unknown as () => { userId: string } }),
    );
    for (const proxy of [throwing, ...(await Promise.all(nonsense))]) {
      const { status, text, json } = await send(proxy, post(SUBMIT_URL, INPUT));
      expect(status).toBe(500);
      expect(json().outcome).toBe("not_sent");
      expect(text).not.toContain("token-canary");
    }
    expect(upstream.seen).toHaveLength(0);
  });

  it("says so when authorize has used up the body", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({
      ...upstream,
      authorize: async (request) => ({ userId: (await request.text()).slice(0, 1) }),
    });
    const answer = await send(proxy, post(SUBMIT_URL, INPUT));
    expect(answer.status).toBe(500);
    expect(answer.json()).toMatchObject({
      detail: expect.stringContaining("clone"),
      outcome: "not_sent",
    });
    expect(upstream.seen).toHaveLength(0);
  });

  it("answers the ping without asking fal: 204, or 401 for who is signed out", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy(upstream);
    expect((await send(proxy, { headers: { cookie: SESSION } })).status).toBe(204);
    expect((await send(proxy)).status).toBe(401);
    expect(upstream.seen).toHaveLength(0);
  });
});

describe("from which page", () => {
  const crossSite = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };

  it("attack 30: another site's page with the visitor's cookies gets 403", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({ ...upstream, allowedOrigins: ["https://app.example"] });
    const refused = [
      crossSite,
      { "sec-fetch-site": "same-site", origin: "https://other.app.example" },
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ];
    for (const headers of refused) {
      const answer = await send(proxy, post(SUBMIT_URL, INPUT, headers));
      expect(answer.status).toBe(403);
      expect(answer.json().reason).toBe("cross_site");
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    }
    expect(upstream.seen).toHaveLength(0);
  });

  it("lets its own pages, listed pages and programs through", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({ ...upstream, allowedOrigins: ["https://app.example"] });
    const welcome = [
      { "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none" },
      { origin: new URL(proxy).origin },
      { "sec-fetch-site": "cross-site", origin: "https://app.example" },
      {},
    ];
    for (const headers of welcome) {
      expect((await send(proxy, post(SUBMIT_URL, INPUT, headers))).status).toBe(200);
    }
  });

  it("lets a listed page read answers and refusals, and never says *", async () => {
    const upstream = await startUpstream();
    const proxy = await startProxy({ ...upstream, allowedOrigins: ["https://app.example"] });
    const headers = { "sec-fetch-site": "cross-site", origin: "https://app.example" };
    const answers = [
      await send(proxy, post(SUBMIT_URL, INPUT, headers)),
      await send(proxy, post(SUBMIT_URL, INPUT, { ...headers, cookie: "" })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    for (const answer of answers) {
      expect(answer.headers["access-control-allow-origin"]).toBe("https://app.example");
      expect(answer.headers["access-control-allow-credentials"]).toBe("true");
      expect(answer.headers["access-control-expose-headers"]).toContain("x-fal-billable-units");
      expect(answer.headers.vary).toContain("origin");
    }
  });

  it("answers the preflight of a listed page only", async () => {
    const proxy = await startProxy({ allowedOrigins: ["https://app.example"] });
    const ask = (origin: string) =>
      send(proxy, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "content-type,x-fal-target-url",
        },
      });
    const yes = await ask("https://app.example");
    expect(yes.status).toBe(204);
    expect(yes.headers["access-control-allow-origin"]).toBe("https://app.example");
    expect(yes.headers["access-control-allow-headers"]).toBe("content-type,x-fal-target-url");
    expect(yes.headers["access-control-allow-methods"]).toBe("GET, POST, PUT");

    const no = await ask("https://evil.example");
    expect(no.status).toBe(403);
    expect(no.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it.each(["*", "app.example", "https://app.example/", "null"])(
    "refuses to start with %j as an origin",
    (origin) => {
      const options = { falKey: FAL_KEY, authorize: "public" as const, allowedOrigins: [origin] };
      expect(() => createKlingProxy(options)).toThrow(/is no origin/);
    },
  );
});
