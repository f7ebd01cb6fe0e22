import { measurePicture } from "../frames/measurePicture.js";
import { readHeaderAt } from "../frames/readHeaderAt.js";
import {
  validateFrameHeader,
  validateFrameSize,
  validateFrameUrl,
  type FrameField,
} from "../model/frame.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";

/** What is known of an address that the visitor gave. */
export type AddressCheck = { ok: true; isSeen: boolean } | { ok: false; error: KlingVideoError };

/** Checks an address before anything is fetched from it, and then its picture, as far as it can be read. */
export async function checkAddress(url: string, field: FrameField): Promise<AddressCheck> {
  const refusal = validateFrameUrl(url, field);
  if (refusal) return { ok: false, error: refusal };
  const found = await readHeaderAt(url);
  if (found) {
    const error = validateFrameHeader(found, field);
    return error ? { ok: false, error } : { ok: true, isSeen: true };
  }
  const size = await measurePicture(url);
  // Only the model can tell whether it may load what this page may not.
  if (size === null) return { ok: true, isSeen: false };
  const error = validateFrameSize(size, field);
  return error ? { ok: false, error } : { ok: true, isSeen: true };
}
