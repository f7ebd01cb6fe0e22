import { hasText } from "./bytes.js";
import { decodeText } from "./decodeText.js";
import type { FileKind } from "./FileKind.js";
import { FILE_SIGNATURES } from "./fileSignatures.js";
import { findMarkupKind } from "./findMarkupKind.js";

/** What a file that is no known picture seems to be, by its first bytes. */
export function findFileKind(bytes: Uint8Array): FileKind {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = FILE_SIGNATURES.find(([, at, mark]) => hasText(view, at, mark));
  if (known) return known[0];
  const text = decodeText(bytes);
  return text === null ? "unknown" : (findMarkupKind(text) ?? "text");
}
