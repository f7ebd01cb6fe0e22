import type { FrameType } from "../model/limits.js";

/**
 * Bytes as a file: a file stays itself, other bytes are named as what they were made of, with the
 * ending of their type.
 */
export function toFile(bytes: Blob, type: FrameType, origin: Blob = bytes): File {
  if (bytes instanceof File) return bytes;
  const base = origin instanceof File ? origin.name.replace(/\.[^.]*$/, "") : "";
  return new File([bytes], `${base || "frame"}.${type === "image/png" ? "png" : "jpg"}`, { type });
}
