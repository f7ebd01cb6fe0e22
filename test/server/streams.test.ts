import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toBrowserStream } from "../../src/server/toBrowserStream.js";

const COMMENT = ": still here\n\n";
const HEARTBEAT_MS = 15_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a comment when nothing came for 15 s", () => {
  it("keeps a quiet stream alive, and lets a lively one be", async () => {
    const { fal, browser } = openStream();
    fal.send("data: 1\n\n");
    await wait(14_000);
    fal.send("data: 2\n\n");
    await wait(14_000);
    expect(browser.text()).toBe("data: 1\n\ndata: 2\n\n");
    await wait(1_000);
    expect(browser.text()).toBe(`data: 1\n\ndata: 2\n\n${COMMENT}`);
    await wait(14_000);
    fal.send("data: 3\n\n");
    await wait(14_999);
    expect(browser.text()).toBe(`data: 1\n\ndata: 2\n\n${COMMENT}data: 3\n\n`);
    fal.end();
    await wait(0);
    expect(browser.end()).toBe("closed");
  });

  it("comes before fal's first word, too", async () => {
    const { browser } = openStream();
    await wait(HEARTBEAT_MS);
    expect(browser.text()).toBe(COMMENT);
  });

  it.each([
    ["in a line", "data: hal", 0],
    ["between the lines of an event", "event: status\n", 0],
    ["in a line end of two bytes", "data: half\r", 0],
    ["in a character", bytesOf("data: 🦊").subarray(0, 8), 0],
    ["in fal's own comment", ": pi", 0],
    ["after fal's own comment", ": ping\n", 1],
    ["after an event, \\r\\n", "data: 1\r\n\r\n", 1],
    ["after an event, \\r", "data: 1\r\r", 1],
    ["in the line end after an event", "data: 1\r\n\r", 1],
    ["after empty lines", "\n\n", 1],
  ])("stands between two events, never inside: %s", async (_, sent, comments) => {
    const { fal, browser } = openStream();
    fal.send(sent);
    await wait(HEARTBEAT_MS);
    expect(browser.text().split(COMMENT)).toHaveLength(comments + 1);
  });

  it("changes no event, however it is cut into chunks and wherever the silences are", async () => {
    await fc.assert(
      fc.asyncProperty(eventText, cuts, async (text, places) => {
        const { fal, browser } = openStream();
        await sendInPieces(fal, text, places);
        fal.end();
        await wait(0);
        expect(eventsOf(browser.text())).toEqual(eventsOf(text));
        expect(browser.text().replaceAll(COMMENT, "")).toBe(text);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("does not keep a page at a stream that is dead at fal", async () => {
    const { fal, browser } = openStream();
    fal.send("data: 1\n\n");
    await wait(3 * HEARTBEAT_MS);
    expect(browser.text()).toBe(`data: 1\n\n${COMMENT}${COMMENT}`);
    expect(browser.end()).toBe("closed");
    expect(fal.isLeft()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a longest life", () => {
  it("ends between two events, and fal is left", async () => {
    const { fal, browser } = openStream({ maxMs: 10_000 });
    fal.send("data: 1\n\n");
    await wait(9_999);
    expect(browser.end()).toBe("open");
    await wait(1);
    expect(browser.end()).toBe("closed");
    expect(browser.text()).toBe("data: 1\n\n");
    expect(fal.isLeft()).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["\n", "\r\n", "\r"])(
    "lets an event that is half through arrive, and not the next one: %j",
    async (eol) => {
      const { fal, browser } = openStream({ maxMs: 10_000 });
      fal.send(`data: 1${eol}${eol}data: `);
      await wait(10_500);
      expect(browser.end()).toBe("open");
      fal.send(`2${eol}${eol}data: 3${eol}`);
      await wait(0);
      expect(browser.end()).toBe("closed");
      expect(eventsOf(browser.text())).toEqual(["1", "2"]);
      expect(browser.text()).not.toContain("3");
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it.each(["\n", "\r\n", "\r"])(
    "waits a second for the rest of an event; no reader then takes the half for an event: %j",
    async (eol) => {
      const { fal, browser } = openStream({ maxMs: 10_000 });
      fal.send(`data: 1\n\ndata: {"status":"COMPLETED"}${eol}`);
      await wait(10_999);
      expect(browser.end()).toBe("open");
      await wait(1);
      expect(browser.end()).toBe("closed");
      expect(eventsOf(browser.text())).toEqual(["1"]);
      expect(fal.isLeft()).toBe(true);
    },
  );

  it("ends wherever it may without half an event, and without a change in those before", async () => {
    await fc.assert(
      fc.asyncProperty(eventText, cuts, fc.nat(40_000), async (text, places, maxMs) => {
        const { fal, browser } = openStream({ maxMs });
        await sendInPieces(fal, text, places);
        await wait(maxMs);
        expect(browser.end()).toBe("closed");
        const events = eventsOf(browser.text());
        expect(events).toEqual(eventsOf(text).slice(0, events.length));
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("a stream that had nothing to say ends with a comment: the page would else take it for unusable", async () => {
    const { browser } = openStream({ maxMs: 10_000 });
    await wait(10_000);
    expect(browser.text()).toBe(COMMENT);
    expect(browser.end()).toBe("closed");
  });

  it.each([undefined, Infinity, 2 ** 40])("%s is no end", async (maxMs) => {
    const { fal, browser } = openStream({ maxMs });
    for (let hour = 0; hour < 4; hour += 1) {
      fal.send("data: 1\n\n");
      await wait(10_000);
    }
    expect(browser.end()).toBe("open");
  });
});

describe("the ends of a stream", () => {
  it("a connection of fal's that breaks is no end of the events", async () => {
    const { fal, browser } = openStream();
    fal.send("data: 1\n\n");
    await wait(0);
    fal.break();
    await wait(0);
    expect(browser.end()).toBe("broken");
    expect(browser.text()).toBe("data: 1\n\n");
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(["leaves by the signal", "takes no more"])(
    "fal is left when the browser %s",
    async (how) => {
      const leaving = new AbortController();
      const { fal, browser } = openStream({ signal: leaving.signal, maxMs: 60_000 });
      fal.send("data: 1\n\n");
      await wait(0);
      if (how === "takes no more") browser.leave();
      else leaving.abort();
      await wait(0);
      expect(fal.isLeft()).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it("fal is left when the browser has gone before the stream began", async () => {
    const { fal, browser } = openStream({ signal: AbortSignal.abort(), maxMs: 60_000 });
    await wait(0);
    expect(fal.isLeft()).toBe(true);
    expect(browser.end()).toBe("closed");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("fal waits for a browser that does not read, and is not taken for silent meanwhile", async () => {
    let asked = 0;
    const stream = toBrowserStream(
      new ReadableStream(
        {
          pull(controller) {
            asked += 1;
            controller.enqueue(bytesOf("data: 1\n\n"));
          },
        },
        { highWaterMark: 0 },
      ),
    );
    const reader = stream.getReader();
    await reader.read();
    expect(asked).toBe(1);
    await wait(10 * HEARTBEAT_MS);
    expect(asked).toBe(1);
    expect(await readText(reader)).toBe(COMMENT);
    expect(await readText(reader)).toBe("data: 1\n\n");
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});

const words = fc.stringMatching(/^[ -~é🦊]{0,12}$/u);

/** Lines of every kind, with every kind of line end. */
const eventText = fc
  .array(
    fc.tuple(
      fc.oneof(
        words.map((text) => `data: ${text}`),
        words.map((text) => `: ${text}`),
        words.map((text) => `id: ${text}`),
        fc.constant(""),
      ),
      fc.constantFrom("\n", "\r\n", "\r"),
    ),
  )
  .map((lines) => `${lines.flat().join("")}\n\n`);

const cuts = fc.array(fc.record({ at: fc.nat(), isSilent: fc.boolean() }));

async function sendInPieces(
  fal: ReturnType<typeof openStream>["fal"],
  text: string,
  places: { at: number; isSilent: boolean }[],
): Promise<void> {
  const bytes = bytesOf(text);
  const sorted = places
    .map((place) => ({ ...place, at: place.at % bytes.byteLength }))
    .toSorted((a, b) => a.at - b.at);
  let from = 0;
  for (const { at, isSilent } of sorted) {
    fal.send(bytes.subarray(from, at));
    await wait(isSilent ? HEARTBEAT_MS : 1);
    from = at;
  }
  fal.send(bytes.subarray(from));
}

async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  return new TextDecoder().decode((await reader.read()).value);
}

function eventsOf(text: string): string[] {
  const events: string[] = [];
  createParser({ onEvent: ({ data }) => events.push(data) }).feed(text);
  return events;
}

/** A stream with fal at one end, and a browser that reads all at the other. */
function openStream(options: Parameters<typeof toBrowserStream>[1] = {}) {
  let isLeft = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(created) {
      controller = created;
    },
    cancel() {
      isLeft = true;
    },
  });
  const reader = toBrowserStream(body, options).getReader();
  const received: Uint8Array[] = [];
  let end: "open" | "closed" | "broken" = "open";
  async function readAll(): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      received.push(value);
    }
  }
  readAll().then(
    () => (end = "closed"),
    () => (end = "broken"),
  );
  return {
    fal: {
      send(chunk: string | Uint8Array) {
        if (!isLeft) controller?.enqueue(typeof chunk === "string" ? bytesOf(chunk) : chunk);
      },
      end() {
        if (!isLeft) controller?.close();
      },
      break: () => controller?.error(new TypeError("terminated")),
      isLeft: () => isLeft,
    },
    browser: {
      text: () => Buffer.concat(received).toString(),
      end: () => end,
      leave: () => void reader.cancel(),
    },
  };
}
