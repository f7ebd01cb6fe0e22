import type { FrameField } from "../model/frame.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import type { PreparedFrame } from "./PreparedFrame.js";

/** The same outcome, whose error names the slot that was asked for. */
export function withField(prepared: PreparedFrame, field: FrameField = "image_url"): PreparedFrame {
  if (prepared.ok) return prepared;
  return { ok: false, error: new KlingVideoError({ ...prepared.error.toJSON(), field }) };
}
