import { describe, expect, it, vi } from "vitest";
import { INPUT } from "./support/requests.js";
import { startGuarded } from "./support/startGuarded.js";

const LONG = { ...INPUT, duration: "10" };
const FREE = { submits: 1_000 };

describe("attack 25: lengths", () => {
  it("that are not offered get 403 with a sentence, and nothing is sent", async () => {
    const { submit, simulator } = await startGuarded({ policy: { durations: ["5"] } });
    const answer = await submit({ input: LONG });
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual({
      detail: "Videos of 10 seconds are not offered here.",
      reason: "policy",
    });
    expect(simulator.posts).toHaveLength(0);
    expect((await submit()).status).toBe(200);
  });

  it("that a visitor's plan holds are what authorize says", async () => {
    const { submit } = await startGuarded({
      policy: { durations: ["5"] },
      authorize: () => ({ userId: "ada", limits: { durations: ["10"] } }),
    });
    expect((await submit({ input: LONG })).status).toBe(200);
    expect((await submit()).status).toBe(403);
  });

  it("the default length is asked about too", async () => {
    const { submit } = await startGuarded({ policy: { durations: ["10"] } });
    const { duration: _, ...input } = INPUT;
    expect((await submit({ input })).status).toBe(403);
  });
});

describe("hosts of frames", () => {
  it.each([
    ["https://cdn.example.com/a.jpg", 200],
    ["https://img.pictures.example/a.jpg", 200],
    ["https://v3.fal.media/files/a.jpg", 200],
    ["https://pictures.example/a.jpg", 403],
    ["https://evilcdn.example.com/a.jpg", 403],
    ["https://cdn.example.com.evil.example/a.jpg", 403],
    ["https://evil.example/cdn.example.com/a.jpg", 403],
    ["https://evilfal.media/a.jpg", 403],
  ])("attack 24: %s gets %i", async (image_url, status) => {
    const { submit } = await startGuarded({
      policy: { imageHosts: ["cdn.example.com", "*.pictures.example"] },
      requestsPerMinute: FREE,
    });
    expect((await submit({ input: { ...INPUT, image_url } })).status).toBe(status);
    const tail = { ...INPUT, tail_image_url: image_url };
    expect((await submit({ input: tail })).status).toBe(status);
  });
});

describe("moderate", () => {
  it("sees input, visitor and request, and its sentence goes to the visitor", async () => {
    const moderate = vi.fn(() => "Please no faces of children.");
    const { submit, simulator } = await startGuarded({ policy: { moderate } });
    const answer = await submit();
    expect(answer.status).toBe(403);
    expect(answer.json()).toEqual({ detail: "Please no faces of children.", reason: "policy" });
    expect(simulator.posts).toHaveLength(0);
    expect(moderate).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining(INPUT),
      { userId: "ada" },
      expect.any(Request),
    );
  });

  it("lets through with null, and cannot change what is sent", async () => {
    const { submit, simulator } = await startGuarded({
      policy: {
        moderate(input) {
          input.duration = "10";
          return Promise.resolve(null);
        },
      },
    });
    expect((await submit()).status).toBe(200);
    expect(simulator.ledger[0]?.input).toMatchObject({ duration: "5" });
  });

  it.each<[string, () => string | null | Promise<string | null>]>([
    ["throws", () => Promise.reject(new Error(INPUT.prompt))],
    ["answers something else", () => true as unknown as null],
    ["answers an empty sentence", () => ""],
    ["never answers", () => new Promise(() => undefined)],
  ])("that %s lets nothing through, and repeats nothing", async (_, moderate) => {
    const { submit, simulator } = await startGuarded({ policy: { moderate }, readTimeoutMs: 100 });
    const answer = await submit();
    expect(answer.status).toBe(500);
    expect(answer.json()).toMatchObject({ reason: "proxy_error", outcome: "not_sent" });
    expect(answer.text).not.toContain("prompt-canary");
    expect(simulator.posts).toHaveLength(0);
  });

  it("is asked once for an attempt that the browser repeats", async () => {
    const moderate = vi.fn(() => null);
    const { submit } = await startGuarded({ policy: { moderate } });
    await Promise.all([submit({ attemptId: "a-1" }), submit({ attemptId: "a-1" })]);
    expect(moderate).toHaveBeenCalledTimes(1);
  });
});
