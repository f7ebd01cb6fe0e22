import { describe, expect, onTestFinished, test, vi } from "vitest";
import { diagnoseProxy, type DiagnoseProxyOptions } from "../../src/fal/diagnoseProxy.js";
import { ENDPOINT_ID } from "../../src/model/endpoint.js";
import { proxyFindings } from "../../src/model/proxyFindings.js";
import type { FaultScript } from "../../src/simulator/index.js";
import { findClosedOrigin } from "../server/support/listen.js";
import { SESSION, startProxy } from "../server/support/startProxy.js";
import { startFal } from "../support/startFal.js";
import { startFalServerProxy } from "../support/startFalServerProxy.js";
import { INPUT, startTransport } from "../support/startTransport.js";
import { answerAs, startBrokenProxy } from "./support/startBrokenProxy.js";

// A process is started, and a stream is waited for.
vi.setConfig({ testTimeout: 40_000 });

const codesOf = async (proxyUrl: string, options?: DiagnoseProxyOptions) =>
  (await diagnoseProxy(proxyUrl, options)).findings.map(({ code }) => code);

const HTML = { "content-type": "text/html" };

describe("this library's proxy", () => {
  test("with an own sign-in there is nothing to say", async () => {
    const fal = await startFal({ proxy: { authorize: (request) => toUser(request) } });
    onTestFinished(() => fal.close());
    expect(await codesOf(fal.proxyUrl, { headers: { cookie: SESSION } })).toEqual([]);
  });

  test("open to everybody it is called so, and nothing else", async () => {
    const fal = await startFal();
    onTestFinished(() => fal.close());
    expect(await codesOf(fal.proxyUrl)).toEqual(["open-to-all"]);
  });

  test("a visitor who is not signed in is told so, once", async () => {
    expect(await codesOf(await startProxy())).toEqual(["signed-out"]);
  });

  test("a page of an origin that is not listed gets the line to add", async () => {
    const proxyUrl = await startProxy({ authorize: "public" });
    const [finding, ...others] = (
      await diagnoseProxy(proxyUrl, { headers: { origin: "https://app.example.com" } })
    ).findings;
    expect(finding?.code).toBe("origin-refused");
    expect(finding?.fix).toContain('allowedOrigins: ["https://app.example.com"]');
    expect(others).toEqual([]);
  });

  test("a wrong key is seen, although fal tells a status without one", async () => {
    const fal = await startFal({ falKey: "right", proxy: { falKey: "wrong" } });
    onTestFinished(() => fal.close());
    const codes = await codesOf(fal.proxyUrl);
    expect(codes).toContain("key-invalid");
    expect(codes).not.toContain("uploads-refused");
  });

  test("that cannot reach fal says so", async () => {
    const proxyUrl = await startProxy({
      authorize: "public",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    expect(await codesOf(proxyUrl)).toEqual(["fal-unreachable"]);
  });

  test("whose authorize throws is quoted", async () => {
    const authorize = () => {
      throw new Error("no database");
    };
    const { findings } = await diagnoseProxy(await startProxy({ authorize }));
    expect(findings.map(({ code }) => code)).toEqual(["proxy-error"]);
    expect(findings[0]?.message).toContain("authorize() of createKlingProxy threw");
  });
});

describe("@fal-ai/server-proxy on Express", () => {
  const startBoth = async (falKey?: string) => {
    const fal = await startFal(falKey === undefined ? {} : { falKey });
    const proxy = await startFalServerProxy({ simulatorOrigin: fal.origin });
    onTestFinished(async () => {
      await proxy.close();
      await fal.close();
    });
    return { fal, proxyUrl: proxy.proxyUrl };
  };

  test("loses every status, lets everybody in, keeps no note of attempts", async () => {
    const { fal, proxyUrl } = await startBoth();
    expect(await codesOf(proxyUrl)).toEqual(["statuses-lost", "open-to-all", "attempts-unknown"]);
    expect(fal.simulator.posts).toEqual([]);
  });

  test("its wrong key is seen, although it arrives as 200", async () => {
    const { proxyUrl } = await startBoth("another key");
    expect(await codesOf(proxyUrl)).toContain("key-invalid");
  });

  test("a host's own authorization header is named as what replaces the key", async () => {
    const { proxyUrl } = await startBoth("test-key-id:test-key-secret");
    expect(await codesOf(proxyUrl)).not.toContain("key-invalid");
    const headers = { authorization: "Bearer host-token" };
    const { findings } = await diagnoseProxy(proxyUrl, { headers });
    expect(findings.find(({ code }) => code === "key-invalid")?.fix).toContain("resolveFalAuth");
  });
});

describe("a proxy made by hand", () => {
  test("nothing listens", async () => {
    expect(await codesOf(`${await findClosedOrigin()}/api/fal/proxy`)).toEqual(["unreachable"]);
  });

  test("a gateway whose server is down", async () => {
    const { proxyUrl } = await startBrokenProxy((_, response) => {
      response.writeHead(502, HTML).end("<html>Bad Gateway</html>");
    });
    const { findings } = await diagnoseProxy(proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["unreachable"]);
    expect(findings[0]?.message).toContain("502");
  });

  test.each([
    ["404 and a page", 404, "<!doctype html><pre>Cannot GET</pre>", HTML],
    ["404 and JSON, to every question", 404, '{"detail":"Not Found"}', {}],
    ["the page of the app, as a dev server does", 200, "<!doctype html><div id=root>", HTML],
  ])("no route: %s", async (_, status, body, headers) => {
    const { proxyUrl } = await startBrokenProxy((_request, response) => {
      response.writeHead(status, headers).end(body);
    });
    const [finding, ...others] = (await diagnoseProxy(proxyUrl)).findings;
    expect(finding?.code).toBe("no-route");
    expect(finding?.fix).toContain('app.all("/api/fal/proxy"');
    expect(others).toEqual([]);
  });

  test("no PUT: Express without the method (404), Next without the export (405)", async () => {
    for (const status of [404, 405]) {
      const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
        if (request.method === "PUT") return void response.writeHead(status, HTML).end("<html>");
        await answerAs(response, await passOn());
      });
      expect(await codesOf(proxyUrl)).toEqual(["no-put", "open-to-all"]);
    }
  });

  test("a cancel that fails in the proxy itself is no cancel either", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      if (request.method === "PUT") return void response.writeHead(500).end("Internal Error");
      await answerAs(response, await passOn());
    });
    expect(await codesOf(proxyUrl)).toContain("no-put");
  });

  test("no GET, no POST", async () => {
    const without = (method: string) =>
      startBrokenProxy(async (request, response, passOn) => {
        if (request.method === method) return void response.writeHead(405).end();
        await answerAs(response, await passOn());
      });
    expect(await codesOf((await without("GET")).proxyUrl)).toEqual(["no-get"]);
    expect(await codesOf((await without("POST")).proxyUrl)).toEqual(["no-post", "open-to-all"]);
  });

  test("200 for everything", async () => {
    const { proxyUrl } = await startBrokenProxy(async (_, response, passOn) => {
      await answerAs(response, await passOn(), { status: 200 });
    });
    expect(await codesOf(proxyUrl)).toEqual(["statuses-lost", "open-to-all"]);
  });

  test.each(["GET", "PUT"])("200 for everything by %s", async (method) => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      const answer = await passOn();
      await answerAs(response, answer, request.method === method ? { status: 200 } : {});
    });
    expect(await codesOf(proxyUrl)).toEqual(["statuses-lost", "open-to-all"]);
  });

  test("one that answers by itself, whatever the target", async () => {
    const { proxyUrl } = await startBrokenProxy((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
    });
    expect(await codesOf(proxyUrl)).toEqual(["not-forwarded"]);
  });

  test("its route has moved: the new address is named", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      if (request.url?.endsWith("/")) return answerAs(response, await passOn());
      response.writeHead(308, { location: `${request.url}/` }).end();
    });
    const { findings } = await diagnoseProxy(proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["redirect"]);
    expect(findings[0]?.fix).toBe(`\`proxyUrl="${proxyUrl}/"\`.`);
  });

  test("a redirect to a sign-in page is not taken for a new address", async () => {
    const { proxyUrl } = await startBrokenProxy((request, response) => {
      if (request.url === "/login") return void response.writeHead(200, HTML).end("<html>");
      response.writeHead(302, { location: "/login" }).end();
    });
    const { findings } = await diagnoseProxy(proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["redirect"]);
    expect(findings[0]?.message).toContain("/login");
    expect(findings[0]?.fix).toContain("sign in");
  });

  test("it lets the model's requests pass, and no upload", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      const isUpload = String(request.headers["x-fal-target-url"]).includes("rest.fal.ai");
      if (isUpload) return void response.writeHead(400).end('"Invalid request"');
      await answerAs(response, await passOn());
    });
    expect(await codesOf(proxyUrl)).toEqual(["uploads-refused", "open-to-all"]);
  });

  test("it lets none of the model's requests pass", async () => {
    const { proxyUrl } = await startBrokenProxy((_, response) => {
      response.writeHead(400).end('"Invalid request"');
    });
    const [finding] = (await diagnoseProxy(proxyUrl)).findings;
    expect(finding?.code).toBe("endpoint-not-allowed");
    expect(finding?.fix).toContain(ENDPOINT_ID);
  });

  test("it has no key: fal's 401 is about the server, not about the visitor", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      if (request.method !== "POST") return answerAs(response, await passOn());
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"detail":"Authentication is required"}');
    });
    expect(await codesOf(proxyUrl)).toEqual(["key-invalid", "open-to-all"]);
  });

  test("it loses the body of a POST, as Express without express.json()", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      if (request.method !== "POST") return answerAs(response, await passOn());
      const detail = [{ loc: ["body"], msg: "field required", type: "missing" }];
      response.writeHead(422, { "content-type": "application/json" });
      response.end(JSON.stringify({ detail }));
    });
    expect(await codesOf(proxyUrl)).toEqual(["body-lost", "open-to-all"]);
  });

  test("it falls over", async () => {
    const { proxyUrl } = await startBrokenProxy((_, response) => {
      response.writeHead(500, HTML).end("<html>ReferenceError</html>");
    });
    expect(await codesOf(proxyUrl)).toEqual(["proxy-error"]);
  });

  test("it lets no stream pass", async () => {
    const { proxyUrl } = await startBrokenProxy(async (request, response, passOn) => {
      const isStream = String(request.headers["x-fal-target-url"]).includes("/stream");
      if (isStream) return void response.writeHead(404, HTML).end("<html>");
      await answerAs(response, await passOn());
    });
    expect(await codesOf(proxyUrl)).toEqual(["no-stream", "open-to-all"]);
  });
});

describe("with a request that is under way", () => {
  const submit = async (script: FaultScript = {}) => {
    const fal = await startTransport({ queueMs: 60_000, ...script });
    onTestFinished(() => fal.close());
    return { fal, requestId: await fal.transport.submit(INPUT, { attemptId: "one" }) };
  };

  test("its stream is let through, and closed again", async () => {
    const { fal, requestId } = await submit();
    expect(await codesOf(fal.proxyUrl, { requestId })).toEqual(["open-to-all"]);
    await expect.poll(() => fal.simulator.openStreams(), { timeout: 15_000 }).toBe(0);
  });

  test("a stream that is held back is found out", async () => {
    const { fal, requestId } = await submit({ stream: "buffered" });
    const codes = await codesOf(fal.proxyUrl, { requestId });
    expect(codes).toEqual(["stream-buffered", "open-to-all"]);
  });
});

test("a submit that was refused tells what no other question can", async () => {
  const fal = await startFal();
  onTestFinished(() => fal.close());
  expect(await codesOf(fal.proxyUrl, { failedWith: "proxy-setup" })).toContain(
    "endpoint-not-allowed",
  );
});

test("a headers function that throws is told apart from a proxy that is away", async () => {
  const fal = await startFal();
  onTestFinished(() => fal.close());
  const headers = () => Promise.reject(new Error("no token"));
  expect(await codesOf(fal.proxyUrl, { headers })).toEqual(["headers-failed"]);
});

test("it never submits, and nothing at fal is changed by it", async () => {
  const fal = await startFal();
  onTestFinished(() => fal.close());
  await diagnoseProxy(fal.proxyUrl, { failedWith: "proxy-setup" });
  expect(fal.simulator.posts).toEqual([]);
  expect(fal.simulator.ledger).toEqual([]);
  const asked = fal.simulator.requests.map(({ operation }) => operation).sort();
  expect(asked).toEqual(["cancel", "initiate", "status", "status", "stream"]);
});

test("who gives up gets an AbortError", async () => {
  const { proxyUrl } = await startBrokenProxy(() => {});
  const giveUp = new AbortController();
  const report = diagnoseProxy(proxyUrl, { signal: giveUp.signal });
  giveUp.abort();
  await expect(report).rejects.toMatchObject({ name: "AbortError" });
});

test("every finding says what was seen and what to do, also without details", () => {
  for (const [code, { message, fix }] of Object.entries(proxyFindings)) {
    expect(`${code}: ${message({})} ${fix({})}`).not.toMatch(/undefined|null|NaN|\{\}/);
    expect(fix({}).split("`").length % 2, `${code}: backticks come in pairs`).toBe(1);
  }
});

function toUser(request: Request): { userId: string } | null {
  return request.headers.get("cookie") === SESSION ? { userId: "ada" } : null;
}
