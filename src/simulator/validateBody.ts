import { DURATIONS } from "../model/input.js";
import { CFG_SCALE_MAX, CFG_SCALE_MIN, PROMPT_MAX_LENGTH } from "../model/limits.js";
import { toErrorDetail, type ErrorDetail } from "./modelErrors.js";

type Body = Readonly<Record<string, unknown>>;

/** What the model refuses in an input, field by field, in fal's own list. Unknown fields pass. */
export function validateBody(body: Body): readonly ErrorDetail[] {
  return [
    ...checkText(body, "prompt", { isRequired: true, min: 1 }),
    ...checkUrl(body, "image_url", { isRequired: true }),
    ...checkUrl(body, "tail_image_url", { isRequired: false }),
    ...checkText(body, "negative_prompt", { isRequired: false, min: 0 }),
    ...checkDuration(body),
    ...checkGuidance(body),
  ];
}

function checkText(
  body: Body,
  field: string,
  { isRequired, min }: { isRequired: boolean; min: number },
): ErrorDetail[] {
  const input = body[field];
  if (input === undefined) return isRequired ? [toErrorDetail("missing", field)] : [];
  if (typeof input !== "string") {
    return [toErrorDetail("value_error", field, { input, msg: "Input should be a valid string" })];
  }
  const length = Array.from(input).length;
  if (length < min) return [toErrorDetail("sequence_too_short", field, { input })];
  return length > PROMPT_MAX_LENGTH ? [toErrorDetail("sequence_too_long", field, { input })] : [];
}

function checkUrl(
  body: Body,
  field: string,
  { isRequired }: { isRequired: boolean },
): ErrorDetail[] {
  const input = body[field];
  if (input === undefined || input === null) {
    return isRequired ? [toErrorDetail("missing", field)] : [];
  }
  const isUrl = typeof input === "string" && /^(https?:\/\/.|data:image\/)/.test(input);
  if (isUrl) return [];
  return [toErrorDetail("value_error", field, { input, msg: "Input should be a valid URL" })];
}

function checkDuration({ duration: input }: Body): ErrorDetail[] {
  if (input === undefined || DURATIONS.some((duration) => duration === input)) return [];
  return [toErrorDetail("one_of", "duration", { input })];
}

function checkGuidance({ cfg_scale: input }: Body): ErrorDetail[] {
  if (input === undefined) return [];
  if (typeof input !== "number") {
    return [
      toErrorDetail("value_error", "cfg_scale", { input, msg: "Input should be a valid number" }),
    ];
  }
  if (input < CFG_SCALE_MIN) return [toErrorDetail("greater_than_equal", "cfg_scale", { input })];
  return input > CFG_SCALE_MAX ? [toErrorDetail("less_than_equal", "cfg_scale", { input })] : [];
}
