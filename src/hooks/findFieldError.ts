import type { Generation } from "../model/Generation.js";
import type { InputField } from "../model/input.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

/** The error of a generation that is about a field of the form, if it is. */
export function toFieldError(generation: Generation): KlingVideoError | null {
  if (generation.status !== "failed" || generation.error.field === undefined) return null;
  return generation.error;
}

/** An error that the frame whose upload it is shows by itself. */
export function isUploadError({ code }: KlingVideoError): boolean {
  return code === "upload-failed" || code === "upload-canceled";
}

/** The first error of some fields. */
export function findFieldError(
  errors: readonly KlingVideoError[],
  fields: readonly InputField[],
): KlingVideoError | null {
  return errors.find(({ field }) => field !== undefined && fields.includes(field)) ?? null;
}
