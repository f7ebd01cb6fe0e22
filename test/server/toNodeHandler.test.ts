import { once } from "node:events";
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createServer as createHttp2Server,
} from "node:http2";
import { type AddressInfo, connect } from "node:net";
import { createServer as createVite } from "vite";
import { describe, expect, it, onTestFinished } from "vitest";
import { type NodeHandler, toNodeHandler } from "../../src/server/index.js";
import { listen } from "./support/listen.js";
import { open, send } from "./support/send.js";

/** Tells what the handler saw. */
const echo = toNodeHandler(async (request) =>
  Response.json({
    method: request.method,
    url: request.url,
    host: request.headers.get("host"),
    body: await request.text(),
  }),
);

const hello = { method: "POST", headers: { "content-type": "application/json" }, body: '{"a":1}' };

describe("the adapter for Node", () => {
  it("serves plain http: method, URL, headers and body", async () => {
    const { origin } = await listen(echo);
    const { json } = await send(`${origin}/api/fal/proxy?x=1`, hello);
    expect(json()).toEqual({
      method: "POST",
      url: `${origin}/api/fal/proxy?x=1`,
      host: new URL(origin).host,
      body: '{"a":1}',
    });
  });

  it("reads a body that comes in many pieces", async () => {
    const { origin } = await listen(echo);
    const body = JSON.stringify({ text: "🦊".repeat(200_000) });
    const answer = await send(origin, { method: "POST", body });
    expect(answer.json().body).toBe(body);
  });

  it("serves a Vite dev server as a middleware, mounted under a path", async () => {
    const vite = await createVite({
      configFile: false,
      logLevel: "silent",
      server: { middlewareMode: true, ws: false },
      plugins: [
        {
          name: "proxy",
          configureServer: ({ middlewares }) => void middlewares.use("/api/fal/proxy", echo),
        },
      ],
    });
    onTestFinished(() => vite.close());
    const { origin } = await listen(vite.middlewares);
    const answer = await send(`${origin}/api/fal/proxy?x=1`, hello);
    expect(answer.json()).toMatchObject({ url: `${origin}/api/fal/proxy?x=1`, body: '{"a":1}' });
  });

  it("serves http/2, where the host is no header", async () => {
    const { port, client } = await startHttp2(echo);
    const stream = client.request({ ":method": "POST", ":path": "/api" });
    stream.end("{}");
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    expect(JSON.parse(text)).toEqual({
      method: "POST",
      url: `http://127.0.0.1:${port}/api`,
      host: `127.0.0.1:${port}`,
      body: "{}",
    });
  });

  it.each([
    ["GET //evil.example/x HTTP/1.1", "good.example", "http://good.example//evil.example/x"],
    [
      "GET http://evil.example/x HTTP/1.1",
      "good.example",
      "http://good.example/http://evil.example/x",
    ],
    ["GET /x?a=1?b HTTP/1.1", "good.example", "http://good.example/x?a=1?b"],
    ["GET /x HTTP/1.1", "a@b/c?d#e", "http://localhost/x"],
    ["GET /x HTTP/1.1", "", "http://localhost/x"],
    ["GET /x HTTP/1.1", "a:b:c", "http://localhost/x"],
  ])("reads %j with the host %j as one safe URL", async (line, host, url) => {
    const { port } = await listen(echo);
    const socket = connect(port, "127.0.0.1");
    socket.end(`${line}\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    expect(text).toContain(`"url":${JSON.stringify(url)}`);
  });

  it("sends no body to HEAD, and does not wait for one", async () => {
    let isCanceled = false;
    const endless = () =>
      new ReadableStream({
        cancel() {
          isCanceled = true;
        },
      });
    const { origin } = await listen(toNodeHandler(async () => new Response(endless())));
    expect(await send(origin, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
    expect(isCanceled).toBe(true);
  });

  it("keeps each cookie a header of its own", async () => {
    const headers = new Headers();
    headers.append("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT");
    headers.append("set-cookie", "b=2");
    const { origin } = await listen(toNodeHandler(async () => new Response(null, { headers })));
    const answer = await send(origin);
    expect(answer.headers["set-cookie"]).toEqual(headers.getSetCookie());
  });

  it("answers 500 when the handler throws, and goes on serving", async () => {
    let isFirst = true;
    const { origin } = await listen(
      toNodeHandler(async () => {
        if (!isFirst) return new Response("fine");
        isFirst = false;
        throw new Error("secret-canary");
      }),
    );
    expect(await send(origin)).toMatchObject({ status: 500, text: "" });
    expect(await send(origin)).toMatchObject({ status: 200, text: "fine" });
  });

  it("makes a source wait for a browser that reads slowly", async () => {
    const chunk = new Uint8Array(65_536);
    let made = 0;
    let isCanceled = false;
    const { origin } = await listen(
      toNodeHandler(
        async () =>
          new Response(
            new ReadableStream({
              pull(controller) {
                if (made > 100_000_000) return controller.close();
                made += chunk.byteLength;
                controller.enqueue(chunk);
              },
              cancel() {
                isCanceled = true;
              },
            }),
          ),
      ),
    );
    const browser = new AbortController();
    const { response } = await open(origin, { signal: browser.signal });
    response.on("error", () => undefined);
    response.pause();
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = made === before;
          before = made;
          return isStill;
        },
        { interval: 200 },
      )
      .toBe(true);
    expect(made).toBeLessThan(50_000_000);
    browser.abort();
    await expect.poll(() => isCanceled).toBe(true);
  });

  it("tells the handler when the browser leaves, and not when it was answered", async () => {
    const signals: AbortSignal[] = [];
    const { origin } = await listen(
      toNodeHandler(async (request) => {
        signals.push(request.signal);
        if (request.url.endsWith("/slow")) await new Promise(() => undefined);
        return new Response("done");
      }),
    );
    await send(`${origin}/fast`);
    const browser = new AbortController();
    const leaving = expect(send(`${origin}/slow`, { signal: browser.signal })).rejects.toThrow();
    await expect.poll(() => signals.length).toBe(2);
    browser.abort();
    await leaving;
    await expect.poll(() => signals[1]?.aborted).toBe(true);
    expect(signals[0]?.aborted).toBe(false);
  });

  it.each(["while", "before"])(
    "a body that the browser leaves unfinished is broken, %s it is read",
    async (when) => {
      let outcome = "";
      const { port } = await listen(
        toNodeHandler(async (request) => {
          if (when === "before") await once(request.signal, "abort");
          outcome = await request.text().then(
            () => "complete",
            () => "broken",
          );
          return new Response("done");
        }),
      );
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      socket.write("POST / HTTP/1.1\r\nhost: a.example\r\ncontent-length: 100\r\n\r\n{");
      setTimeout(() => socket.destroy(), 50);
      await expect.poll(() => outcome).toBe("broken");
    },
  );

  it("a body that the browser leaves unfinished is broken over http/2 too", async () => {
    let outcome = "";
    const { client } = await startHttp2(
      toNodeHandler(async (request) => {
        outcome = await request.text().then(
          () => "complete",
          () => "broken",
        );
        return new Response("done");
      }),
    );
    const stream = client.request({ ":method": "POST", ":path": "/api" });
    stream.on("error", () => undefined);
    stream.write("{");
    setTimeout(() => client.destroy(), 50);
    await expect.poll(() => outcome).toBe("broken");
  });
});

async function startHttp2(handler: NodeHandler): Promise<{
  port: number;
  client: ClientHttp2Session;
}> {
  const server = createHttp2Server((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = connectHttp2(`http://127.0.0.1:${port}`);
  client.on("error", () => undefined);
  onTestFinished(() => {
    client.close();
    server.close();
  });
  return { port, client };
}
