import { decodeText } from "./decodeText.js";
import type { FileKind } from "./FileKind.js";
import { FILE_SIGNATURES } from "./fileSignatures.js";
import { findMarkupKind } from "./findMarkupKind.js";

/** What a file that is no known picture seems to be, by its first bytes. */
export function findFileKind(bytes: Uint8Array): FileKind {
  const known = FILE_SIGNATURES.find(([, at, mark]) => hasMark(bytes, at, mark));
  if (known) return known[0];
  const text = decodeText(bytes);
  return text === null ? "unknown" : (findMarkupKind(text) ?? "text");
}

/** In a mark, "?" stands for any byte. */
function hasMark(bytes: Uint8Array, at: number, mark: string): boolean {
  for (let index = 0; index < mark.length; index++) {
    if (mark[index] !== "?" && mark.charCodeAt(index) !== bytes[at + index]) return false;
  }
  return true;
}
