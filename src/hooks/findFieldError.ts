import type { Generation } from "../model/Generation.js";
import type { InputField } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

/** The error that stands at a field of the form instead of on the stage, if there is one. */
export function toFieldError(generation: Generation): KlingVideoError | null {
  if (generation.status !== "failed" || generation.error.field === undefined) return null;
  const { error } = generation;
  // The frame itself shows the fate of its upload, and offers it again.
  const isUpload = error.code === "upload-failed" || error.code === "upload-canceled";
  return isUpload ? null : error;
}

/** The first error of some fields. */
export function findFieldError(
  errors: readonly KlingVideoError[],
  fields: readonly InputField[],
): KlingVideoError | null {
  return errors.find(({ field }) => field !== undefined && fields.includes(field)) ?? null;
}
