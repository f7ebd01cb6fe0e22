import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { closeBrowser } from "../simulator/support/openPage.js";
import { startFal } from "../support/startFal.js";
import { INPUT, startTransport } from "../support/startTransport.js";
import { diagnoseInPage } from "./support/diagnoseInPage.js";
import { answerAs, passOn, startBrokenProxy } from "./support/startBrokenProxy.js";

// A browser is started.
vi.setConfig({ testTimeout: 60_000 });
afterAll(closeBrowser);

const start = async (...args: Parameters<typeof startFal>) => {
  const fal = await startFal(...args);
  onTestFinished(() => fal.close());
  return fal;
};

/** The proxy says from now on that it keeps note of attempts. */
const keepAttempts = (origin: string) =>
  fetch(`${origin}/control`, { method: "POST", body: JSON.stringify({ keepsAttempts: true }) });

/** A proxy on another origin with CORS made by hand. */
const startCors = (cors: Record<string, string>) =>
  startBrokenProxy(async (request, response, answer) => {
    const headers = { "access-control-allow-origin": "*", ...cors };
    if (request.method === "OPTIONS") return void response.writeHead(204, headers).end();
    await answerAs(response, await answer(), { headers });
  });

const ALLOWED_HEADERS = "accept, content-type, x-fal-target-url";

describe("another origin", () => {
  test("a page that is not listed learns that it is CORS, and which line to add", async () => {
    const fal = await start({ proxy: { allowedOrigins: [] } });
    const { findings, pageOrigin } = await diagnoseInPage(() => fal.proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["cors-missing"]);
    expect(findings[0]?.fix).toContain(`allowedOrigins: ["${pageOrigin}"]`);
    expect(fal.simulator.requests).toEqual([]);
  });

  test("a server that is away is not called CORS", async () => {
    const fal = await start();
    await fal.close();
    const { findings } = await diagnoseInPage(() => fal.proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["unreachable"]);
  });

  test("a proxy that lets pages read but not name a target", async () => {
    const { proxyUrl } = await startCors({});
    const { findings } = await diagnoseInPage(() => proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["cors-missing"]);
    expect(findings[0]?.message).toContain("x-fal-target-url");
  });

  test("CORS without PUT: only Cancel is lost", async () => {
    const { proxyUrl } = await startCors({ "access-control-allow-headers": ALLOWED_HEADERS });
    const { findings } = await diagnoseInPage(() => proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["no-put", "open-to-all", "attempts-unknown"]);
    expect(findings[0]?.fix).toContain('methods: ["GET", "POST", "PUT"]');
  });

  test("one that takes the names of attempts has nothing to be told", async () => {
    const fal = await start();
    await keepAttempts(fal.origin);
    const { findings } = await diagnoseInPage(() => fal.proxyUrl);
    expect(findings.map(({ code }) => code)).toEqual(["open-to-all"]);
  });

  test("CORS that stops the names of attempts: which header to allow", async () => {
    const { proxyUrl, fal } = await startCors({
      "access-control-allow-headers": ALLOWED_HEADERS,
      "access-control-allow-methods": "PUT",
      "access-control-expose-headers": "x-kling-keeps-attempts",
    });
    await keepAttempts(fal.origin);
    const { findings } = await diagnoseInPage(() => proxyUrl);
    const unknown = findings.find(({ code }) => code === "attempts-unknown");
    expect(unknown?.fix).toContain("allow x-kling-attempt-id");
  });

  test("with a request under way, headers that are hidden are noticed", async () => {
    const { proxyUrl, fal } = await startCors({
      "access-control-allow-headers": ALLOWED_HEADERS,
      "access-control-allow-methods": "PUT",
    });
    const { transport, ...own } = await startTransport({ queueMs: 60_000 });
    onTestFinished(() => own.close());
    fal.simulator.setDefaults({ queueMs: 60_000 });
    const behind = createFalTransport({ proxyUrl });
    const hiddenId = await behind.submit(INPUT, { attemptId: "one" });
    const hidden = await diagnoseInPage(() => proxyUrl, { options: { requestId: hiddenId } });
    // It also collects what it passes on.
    expect(hidden.findings.map(({ code }) => code)).toEqual([
      "stream-buffered",
      "headers-hidden",
      "open-to-all",
      "attempts-unknown",
    ]);

    const requestId = await transport.submit(INPUT, { attemptId: "one" });
    const shown = await diagnoseInPage(() => own.proxyUrl, { options: { requestId } });
    expect(shown.findings.map(({ code }) => code)).toEqual(["open-to-all", "attempts-unknown"]);
  });
});

describe("the page's own policy", () => {
  test("that forbids the proxy is named with the line to add", async () => {
    const fal = await start();
    const policy = "connect-src 'self'";
    const { findings } = await diagnoseInPage(() => fal.proxyUrl, { policy });
    expect(findings.map(({ code }) => code)).toEqual(["csp-blocked"]);
    expect(findings[0]?.fix).toContain(`connect-src ${fal.origin}`);
  });

  test("that forbids fal's storage only stops uploads", async () => {
    const fal = await start();
    const { findings } = await diagnoseInPage((origin) => `${origin}/api/fal/proxy`, {
      policy: "connect-src 'self'",
      onOther: (request, response) => {
        void passOn(request, fal.proxyUrl).then((answer) => answerAs(response, answer));
      },
    });
    expect(findings.map(({ code }) => code)).toEqual(["csp-blocked", "open-to-all"]);
    expect(findings[0]?.message).toContain("no picture can be uploaded");
    expect(findings[0]?.fix).toContain(fal.origin);
    expect(fal.simulator.posts).toEqual([]);
  });

  test("that puts it into a sandbox takes its localStorage", async () => {
    const fal = await start();
    const { findings } = await diagnoseInPage(() => fal.proxyUrl, {
      policy: "sandbox allow-scripts",
    });
    expect(findings.map(({ code }) => code)).toContain("local-storage-blocked");
  });
});
