import { findFileKind } from "../model/image/findFileKind.js";
import { readImageHeader } from "../model/imageHeader.js";
import type { FileHeader } from "../model/readFileHeader.js";

/** Most headers end here. */
const FIRST_BYTES = 64 * 1024;

const PATIENCE_MS = 5_000;

/**
 * What the first bytes at an address are. `null` where this page may not read them, as most hosts
 * have it, or where they do not tell.
 */
export async function readHeaderAt(url: string): Promise<FileHeader | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, {
      headers: { range: `bytes=0-${FIRST_BYTES - 1}` },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: controller.signal,
    });
    if (!response.ok || !response.body) return null;
    return toFileHeader(await readFirstBytes(response.body));
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    controller.abort(); // what is left of it is not needed
  }
}

async function readFirstBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const bytes = new Uint8Array(FIRST_BYTES);
  const reader = body.getReader();
  let length = 0;
  while (length < FIRST_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, FIRST_BYTES - length);
    bytes.set(part, length);
    length += part.length;
  }
  return bytes.subarray(0, length);
}

function toFileHeader(bytes: Uint8Array): FileHeader | null {
  const header = readImageHeader(bytes);
  if (header === "unknown-type") return { status: "other", kind: findFileKind(bytes) };
  return typeof header === "string" ? null : { status: "picture", header };
}
