import { inject } from "vitest";
import type { FalCommand, FalReport } from "./FalCommand.js";

/** The fal of the browser tests, seen from a page. */
export const proxyUrl = (): string => `${inject("falOrigin")}/api/fal/proxy`;

/** Tells the fal what to do next; `reset: true` first forgets everything. */
export async function command(falCommand: FalCommand): Promise<void> {
  await fetch(`${inject("falOrigin")}/control`, {
    method: "POST",
    body: JSON.stringify(falCommand),
    headers: { "content-type": "application/json" },
  });
}

/** What the fal has seen so far. */
export async function report(): Promise<FalReport> {
  return (await fetch(`${inject("falOrigin")}/control`)).json();
}

let pictureCount = 0;

/**
 * A picture that the model accepts, made in the page. No two are the same: a page uploads the same
 * bytes once, and a fal that was reset no longer has them.
 */
export async function createPicture(width = 640, height = 360, name = "photo.jpg"): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The page cannot draw.");
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, "#f2a65a");
  gradient.addColorStop(1, "#2e4057");
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  pictureCount += 1;
  context.fillStyle = `hsl(${(pictureCount * 37) % 360} 60% 50%)`;
  context.fillRect(0, 0, 16 + pictureCount, 16);
  const blob = await canvas.convertToBlob({ type: "image/jpeg" });
  return new File([blob], name, { type: blob.type });
}
