import { afterEach, describe, expect, test, vi } from "vitest";
import { createFalTransport } from "../../src/fal/createFalTransport.js";
import { captureVideoFrame } from "../../src/frames/captureVideoFrame.js";
import { prepareFrame } from "../../src/frames/prepareFrame.js";
import { command, createPicture, proxyUrl } from "../support/browserFal.js";
import { colorOfFrame, createVideo, VIDEO_FRAMES } from "./support/createVideo.js";
import { toRefused } from "./support/made.js";
import { findColorDifference, pixelAt, readShown } from "./support/pixels.js";

afterEach(() => vi.restoreAllMocks());

const LAST = VIDEO_FRAMES - 1;

const take = async (...args: Parameters<typeof captureVideoFrame>) => {
  const frame = await captureVideoFrame(...args);
  if (!frame.ok) throw frame.error;
  return frame.file;
};

/** Which frame of the test's video a picture shows. */
async function indexOf(file: File): Promise<number> {
  const color = pixelAt(await readShown(file), 320, 180);
  const differences = Array.from({ length: VIDEO_FRAMES }, (_, index) =>
    findColorDifference([...colorOfFrame(index), 255], color),
  );
  return differences.indexOf(Math.min(...differences));
}

describe("the last frame", () => {
  test.each(["mp4", "webm"] as const)("of a file: %s", async (kind) => {
    const video = await createVideo(kind);
    const file = await take(video);
    expect(await indexOf(file)).toBe(LAST);
    expect([file.name, file.type]).toEqual(["clip.png", "image/png"]);
    const { width, height } = await readShown(file);
    expect([width, height]).toEqual([640, 360]);
  });

  test("of an address", async () => {
    const url = URL.createObjectURL(await createVideo("mp4"));
    const file = await take(url);
    URL.revokeObjectURL(url);
    expect(await indexOf(file)).toBe(LAST);
    expect(file.name).toBe("frame.png");
  });

  test("of a video that the page shows, which stays where it is", async () => {
    const shown = document.createElement("video");
    shown.src = URL.createObjectURL(await createVideo("mp4"));
    shown.muted = true;
    document.body.append(shown);
    await expect.poll(() => shown.readyState).toBeGreaterThanOrEqual(2);
    shown.currentTime = 0.3;
    const moved = vi.fn();
    await expect.poll(() => shown.seeking).toBe(false);
    shown.addEventListener("seeking", moved);
    expect(await indexOf(await take(shown))).toBe(LAST);
    expect([shown.currentTime, moved.mock.calls.length]).toEqual([0.3, 0]);
    URL.revokeObjectURL(shown.src);
    shown.remove();
  });

  test("of a recording that does not know its length", async () => {
    const recording = await createVideo("webm", { hasLength: false });
    expect(await indexOf(await take(recording))).toBe(LAST);
  });

  test("of a video that fal made, at another origin: the simulator's is too small", async () => {
    await command({ reset: true, defaults: {}, proxy: null });
    const transport = createFalTransport({ proxyUrl: proxyUrl() });
    const input = {
      prompt: "A boat leaves.",
      image_url: await transport.upload(await createPicture()),
    };
    const requestId = await transport.submit(input, { attemptId: crypto.randomUUID() });
    const isDone = async () => (await transport.status(requestId)).status === "completed";
    await expect.poll(isDone, { timeout: 10_000 }).toBe(true);
    const outcome = await transport.result(requestId);
    if (outcome.type !== "video") throw new Error("There is no video.");
    expect(new URL(outcome.video.url).origin).not.toBe(location.origin);
    const error = toRefused(await captureVideoFrame(outcome.video.url));
    expect(error).toMatchObject({ code: "frame-too-small", values: { width: 320, height: 180 } });
  });

  test("is a frame that passes at once", async () => {
    const file = await take(await createVideo("mp4"));
    expect(await prepareFrame(file)).toEqual({ ok: true, file, change: null });
  });
});

test.each([
  [0, 0],
  [0.5, 6],
  [-1, 0],
  [99, LAST],
])("the frame at %s s", async (at, index) => {
  expect(await indexOf(await take(await createVideo("mp4"), { at }))).toBe(index);
});

describe("what gives no frame is told, not thrown", () => {
  test.each<[string, () => Promise<string | Blob | HTMLVideoElement>, string]>([
    ["no video", async () => new Blob(["Only words."]), "frame-not-converted"],
    ["nothing at the address", async () => `${location.origin}/none.mp4`, "frame-not-converted"],
    ["an empty element", async () => document.createElement("video"), "frame-not-converted"],
    ["too small", () => createVideo("webm", { width: 640, height: 280 }), "frame-too-small"],
    ["too wide", () => createVideo("webm", { width: 800, height: 310 }), "frame-ratio"],
  ])("%s", async (_, source, code) => {
    expect(toRefused(await captureVideoFrame(await source()))).toMatchObject({
      code,
      charged: "no",
    });
  });
});

describe("what was taken up is let go", () => {
  test("the element, its download and its bitmap", async () => {
    const videos: HTMLVideoElement[] = [];
    const createElement = document.createElement.bind(document);
    vi.spyOn(document, "createElement").mockImplementation((name: string) => {
      const element = createElement(name);
      if (element instanceof HTMLVideoElement) videos.push(element);
      return element;
    });
    const revoked = vi.spyOn(URL, "revokeObjectURL");
    await take(await createVideo("mp4"));
    await captureVideoFrame(new Blob(["Only words."]));
    expect(videos.map((video) => video.hasAttribute("src"))).toEqual([false, false]);
    expect(revoked).toHaveBeenCalledTimes(2);
  });

  test("when nobody wants it any more: the reason is thrown", async () => {
    const controller = new AbortController();
    const video = await createVideo("mp4");
    const frame = captureVideoFrame(video, { signal: controller.signal });
    controller.abort(new Error("Another video was chosen."));
    await expect(frame).rejects.toThrow("Another video was chosen.");
    await expect(captureVideoFrame(video, { signal: controller.signal })).rejects.toThrow(
      "Another video was chosen.",
    );
  });
});
