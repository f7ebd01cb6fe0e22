import { findUrlProblem } from "../model/findUrlProblem.js";
import {
  DURATIONS,
  INPUT_FIELDS,
  type InputField,
  type UploadedKlingVideoInput,
} from "../model/input.js";
import { validateInput } from "../model/validateInput.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** What a body may hold. */
export interface SubmitRules {
  /** Frames may lie on this machine and its network, as in development with a fal in miniature. */
  allowsPrivateFrames: boolean;
}

/**
 * The input as it goes on to fal: the model's own fields and nothing else, each as the model takes
 * it. What fal would refuse is refused here, where it surely costs nothing.
 *
 * @throws ProxyRefusal 422
 */
export function toSubmitBody(
  body: Readonly<Record<string, unknown>>,
  { allowsPrivateFrames }: SubmitRules,
): UploadedKlingVideoInput {
  if (Object.keys(body).some((name) => !isField(name))) {
    throw refuse(
      `The input has a field that the model does not know. It takes ${INPUT_FIELDS.join(", ")}.`,
    );
  }
  const input: UploadedKlingVideoInput = {
    prompt: readText(body, "prompt") ?? "",
    image_url: readText(body, "image_url") ?? "",
    tail_image_url: readText(body, "tail_image_url"),
    duration: DURATIONS.find((known) => known === readText(body, "duration")),
    negative_prompt: readText(body, "negative_prompt"),
    cfg_scale: readNumber(body, "cfg_scale"),
  };
  if (input.duration === undefined && body.duration !== undefined) {
    throw refuse(`duration must be one of ${DURATIONS.join(", ")}.`, "duration");
  }
  const frames = [input.image_url, input.tail_image_url ?? ""];
  const [problem] = validateInput(input, allowsPrivateFrames ? toPrivateOrigins(frames) : []);
  if (problem) throw refuse(problem.message, problem.field);
  return input;
}

function isField(name: string): boolean {
  return INPUT_FIELDS.some((field) => field === name);
}

function readText(body: Readonly<Record<string, unknown>>, field: InputField): string | undefined {
  const value = body[field];
  if (value === undefined || typeof value === "string") return value;
  throw refuse(`${field} must be a text.`, field);
}

function readNumber(
  body: Readonly<Record<string, unknown>>,
  field: InputField,
): number | undefined {
  const value = body[field];
  if (value === undefined || typeof value === "number") return value;
  throw refuse(`${field} must be a number.`, field);
}

/** Origins of those addresses that only this machine and its network can read. */
function toPrivateOrigins(urls: readonly string[]): readonly string[] {
  return urls
    .filter((url) => /^https?:\/\//i.test(url) && URL.canParse(url) && findUrlProblem(url))
    .map((url) => new URL(url).origin);
}

function refuse(detail: string, field?: InputField): ProxyRefusal {
  return new ProxyRefusal({ status: 422, reason: "invalid_body", detail, field });
}
