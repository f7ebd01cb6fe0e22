import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { APP_ID } from "../../src/model/endpoint.js";
import { listen } from "./support/listen.js";
import { type HostProcess, type HostReport, startHostProcess } from "./support/startHostProcess.js";

const STREAMS = 1_000;

/** Connections that are opened in one moment, so that no backlog of the system overflows. */
const AT_ONCE = 100;

/** What all later rounds may leave behind beside the first: a kilobyte for each stream of one. */
const HEAP_TOLERANCE_BYTES = STREAMS * 1_000;

/** The system gives memory back in pages and when it likes; a round in use takes about as much. */
const RSS_TOLERANCE_BYTES = 48_000_000;

/** Files that the runtime opens when it likes. */
const FILES_TOLERANCE = 3;

const TIMEOUT_MS = 180_000;

type Ending = "the browsers leave" | "fal ends the streams" | "fal's connections break";

const ROUNDS: Ending[] = [
  "the browsers leave",
  "the browsers leave",
  "fal ends the streams",
  "fal's connections break",
  "the browsers leave",
];

it(
  "1,000 open streams through one process leave no file, connection or memory behind, whoever ends them",
  async () => {
    const fal = await startStreams();
    const host = await startHostProcess({
      script: "streamHost.mjs",
      env: { UPSTREAM: fal.origin },
    });
    const filesBefore = await host.countFiles();

    const reports: HostReport[] = [];
    for (const ending of ROUNDS) {
      await playRound(host, fal, ending);
      await expect.poll(() => fal.open.size, { timeout: 20_000 }).toBe(0);
      await expect
        .poll(() => host.countFiles(), { timeout: 20_000 })
        .toBeLessThanOrEqual(filesBefore + FILES_TOLERANCE);
      reports.push(await host.report());
    }

    const [first, ...later] = reports;
    for (const { heapUsed, rss } of later) {
      expect(heapUsed - (first?.heapUsed ?? 0)).toBeLessThan(HEAP_TOLERANCE_BYTES);
      expect(rss - (first?.rss ?? 0)).toBeLessThan(RSS_TOLERANCE_BYTES);
    }
    expect(reports.at(-1)?.unhandled).toEqual([]);
    expect(host.isAlive()).toBe(true);
    expect(host.printed()).toBe("");
  },
  TIMEOUT_MS,
);

/** All open, each with an event; then all are over. */
async function playRound(host: HostProcess, fal: Streams, ending: Ending): Promise<void> {
  const browsers: Browser[] = [];
  for (let opened = 0; opened < STREAMS; opened += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, () => openBrowser(host.origin));
    browsers.push(...batch);
    await Promise.all(batch.map(({ hasHead }) => hasHead));
  }
  expect(fal.open.size).toBe(STREAMS);
  expect(await host.countFiles()).toBeGreaterThan(2 * STREAMS);

  for (const response of fal.open) response.write('data: {"status":"IN_PROGRESS"}\n\n');
  await Promise.all(browsers.map(({ hasEvent }) => hasEvent));

  if (ending === "the browsers leave") browsers.forEach(({ leave }) => leave());
  else
    fal.open.forEach((each) => (ending === "fal ends the streams" ? each.end() : each.destroy()));
  const ends = await Promise.all(browsers.map(({ end }) => end));
  const expected = ending === "fal ends the streams" ? "complete" : "broken";
  expect(ends.filter((end) => end !== expected)).toEqual([]);
}

interface Streams {
  origin: string;
  open: Set<ServerResponse>;
}

async function startStreams(): Promise<Streams> {
  const open = new Set<ServerResponse>();
  const { origin } = await listen((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    open.add(response);
    response.on("close", () => open.delete(response));
  });
  return { origin, open };
}

interface Browser {
  hasHead: Promise<unknown>;
  hasEvent: Promise<unknown>;
  end: Promise<"complete" | "broken">;
  leave: () => void;
}

let requests = 0;

function openBrowser(origin: string): Browser {
  requests += 1;
  const requestId = `request-${requests}`.padEnd(20, "0");
  const target = `https://queue.fal.run/${APP_ID}/requests/${requestId}/status/stream?logs=1`;
  const outgoing = request(origin, { agent: false, headers: { "x-fal-target-url": target } });
  const hasHead = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
  });
  hasHead.catch(() => undefined);
  outgoing.end();
  return {
    hasHead,
    hasEvent: hasHead.then((head) => new Promise((resolve) => head.once("data", resolve))),
    end: hasHead.then(
      (head) =>
        new Promise((resolve) => {
          head.on("error", () => undefined);
          head.on("close", () => resolve(head.complete ? "complete" : "broken"));
        }),
    ),
    leave: () => outgoing.destroy(),
  };
}
