import { findFileKind } from "./image/findFileKind.js";
import type { FileKind } from "./image/FileKind.js";
import { readImageHeader, type ImageHeader } from "./imageHeader.js";

/** What the first bytes of a file are. */
export type FileHeader =
  | { status: "picture"; header: ImageHeader }
  | { status: "damaged" }
  | { status: "other"; kind: FileKind };

/**
 * How much is read of a file, one after the other, until its header is whole: most end in the
 * first part. More is never read, however large the file is.
 */
const PARTS_BYTES = [64 * 1024, 1024 * 1024, 16 * 1024 * 1024];

/**
 * Reads what a file is, and no more of it than that needs.
 *
 * @throws where the file can no longer be read
 */
export async function readFileHeader(file: Blob): Promise<FileHeader> {
  for (const [index, length] of PARTS_BYTES.entries()) {
    const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
    const isLast = bytes.length >= file.size || index === PARTS_BYTES.length - 1;
    const header = readImageHeader(bytes, isLast);
    if (header === "unknown-type") return { status: "other", kind: findFileKind(bytes) };
    if (typeof header === "object") return { status: "picture", header };
    if (header === "damaged") break;
  }
  return { status: "damaged" };
}
