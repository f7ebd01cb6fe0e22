import { expect } from "vitest";
import type { FrameChange } from "../../../src/model/FrameChange.js";
import type { PreparedFrame } from "../../../src/frames/PreparedFrame.js";

/** The frame that a picture became, which was written anew. */
export function toMade(prepared: PreparedFrame): { file: File; change: FrameChange } {
  if (!prepared.ok) throw prepared.error;
  if (!prepared.change) throw new Error("The picture was left as it was.");
  return { file: prepared.file, change: prepared.change };
}

/** Expects a refusal, and gives its error. */
export function toRefused(prepared: PreparedFrame) {
  expect(prepared.ok).toBe(false);
  if (prepared.ok) throw new Error("It was taken.");
  return prepared.error;
}
