import sharp from "sharp";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { startFal } from "../support/startFal.js";
import { renderVideo } from "../support/renderVideo.js";
import { createPicture } from "./support/createPicture.js";
import { INITIATE_URL, INPUT, SUBMIT_URL } from "./support/createTestFal.js";
import { closeBrowser, openPage } from "./support/openPage.js";
import { playVideo } from "./support/playVideo.js";

// A browser is started, and videos are encoded.
vi.setConfig({ testTimeout: 60_000 });
afterAll(closeBrowser);

/** Makes a video of real pictures through the simulator and plays it in a real page. */
async function makeAndPlay(
  { start, end, duration }: { start: Blob; end?: Blob; duration: "5" | "10" },
  options: Parameters<typeof startFal>[0] = { renderVideo },
) {
  const { simulator, close } = await startFal({ queueMs: 0, runMs: 0, ...options });
  onTestFinished(close);
  const upload = async (file: Blob) => {
    const body = JSON.stringify({ content_type: file.type, file_name: "frame.jpg" });
    const initiate = await simulator.fetch(INITIATE_URL, { method: "POST", body });
    const { upload_url: uploadUrl, file_url: fileUrl } = await initiate.json();
    await fetch(uploadUrl, { method: "PUT", body: file });
    return String(fileUrl);
  };
  const input = {
    ...INPUT,
    image_url: await upload(start),
    ...(end ? { tail_image_url: await upload(end) } : {}),
    duration,
  };
  const submit = await simulator.fetch(SUBMIT_URL, { method: "POST", body: JSON.stringify(input) });
  const { response_url: resultUrl } = await submit.json();
  const { video } = await (await simulator.fetch(resultUrl)).json();
  return playVideo(await openPage(), video.url);
}

const RED = "#c02020";
const BLUE = "#2020c0";

test("the start frame becomes a moving video that plays and seeks", async () => {
  const playback = await makeAndPlay({ start: await framedInRed(), duration: "5" });
  expect(playback).toMatchObject({ width: 640, height: 426, hasPictureThere: true });
  expect(playback.durationSeconds).toBeCloseTo(5, 1);
  expect(playback.playedToSeconds).toBeGreaterThanOrEqual(0.3);
  expect(playback.seekedToShare).toBeCloseTo(0.8, 1);
  // It moves in on the middle: the border is gone at the end.
  expect(isRed(playback.firstColor)).toBe(true);
  expect(isBlue(playback.lastColor)).toBe(true);
});

test("a video of 10 s turns from the start frame into the end frame", async () => {
  const start = await createPicture(400, 600, "jpeg", RED);
  const end = await createPicture(800, 500, "png", BLUE);
  const playback = await makeAndPlay({ start, end, duration: "10" });
  expect(playback).toMatchObject({ width: 400, height: 600 });
  expect(playback.durationSeconds).toBeCloseTo(10, 1);
  expect(isRed(playback.firstColor)).toBe(true);
  expect(isBlue(playback.lastColor)).toBe(true);
});

test("a photo that was turned by its camera stands upright, in even sizes", async () => {
  // Turned clockwise, the lower left corner of the stored picture comes to the top left.
  const lowerHalf = { create: { width: 601, height: 151, channels: 3 as const, background: BLUE } };
  const bytes = await sharp({ create: { width: 601, height: 301, channels: 3, background: RED } })
    .composite([{ input: lowerHalf, gravity: "south" }])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const start = new Blob([new Uint8Array(bytes)], { type: "image/jpeg" });
  const { width, height, firstColor } = await makeAndPlay({ start, duration: "5" });
  expect([width, height]).toEqual([300, 600]);
  expect(isBlue(firstColor)).toBe(true);
});

test.each(["5", "10"] as const)("the built-in clip plays and seeks in %s s", async (duration) => {
  const start = await createPicture(400, 400);
  const playback = await makeAndPlay({ start, duration }, {});
  expect(playback).toMatchObject({ width: 320, height: 180, hasPictureThere: true });
  expect(playback.durationSeconds).toBeCloseTo(Number(duration), 1);
  expect(playback.seekedToShare).toBeCloseTo(0.8, 1);
});

test("a renderer that fails is a failure of the platform", async () => {
  const { simulator, close } = await startFal({
    queueMs: 0,
    runMs: 0,
    fetchFrame: () => createPicture(400, 400),
    renderVideo: () => Promise.reject(new Error("no encoder")),
  });
  onTestFinished(close);
  const submit = await simulator.fetch(SUBMIT_URL, { method: "POST", body: JSON.stringify(INPUT) });
  const result = await simulator.fetch((await submit.json()).response_url);
  expect(result.status).toBe(500);
  expect(await result.json()).toMatchObject({ detail: expect.stringContaining("no encoder") });
});

/** A blue picture with a narrow red border. */
async function framedInRed(): Promise<Blob> {
  const middle = { create: { width: 828, height: 552, channels: 3 as const, background: BLUE } };
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: RED } })
    .composite([{ input: middle }])
    .jpeg()
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: "image/jpeg" });
}

function isRed([red = 0, , blue = 0]: number[]): boolean {
  return red > blue + 80;
}

function isBlue([red = 0, , blue = 0]: number[]): boolean {
  return blue > red + 80;
}
