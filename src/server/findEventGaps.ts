const LF = 10;
const CR = 13;
const COLON = 58;

/** Reads a stream of server-sent events byte by byte, and tells where none is half through. */
export interface EventGaps {
  /** Whether all that was read ends between two events, where a comment or an end breaks nothing. */
  readonly isAtGap: boolean;
  /** Whether the last byte was a `\r`, whose line some readers take for ended only by the next byte. */
  readonly isAfterCr: boolean;
  /** Reads on through a chunk. */
  read(chunk: Uint8Array): void;
  /** As `read`, but stops at the first gap. Answers how many bytes lie before it: all, if none. */
  readToGap(chunk: Uint8Array): number;
}

/**
 * Events end with an empty line; lines end with `\n`, `\r\n` or `\r`. Comments belong to no event.
 * All of these are single bytes that occur in no longer character of UTF-8, so no text is decoded.
 */
export function findEventGaps(): EventGaps {
  let isLineEmpty = true;
  let isInEvent = false;
  let isAfterCr = false;

  function step(byte: number): void {
    const isRestOfCrLf = isAfterCr && byte === LF;
    isAfterCr = byte === CR;
    if (isRestOfCrLf) return;
    if (byte === CR || byte === LF) {
      if (isLineEmpty) isInEvent = false;
      isLineEmpty = true;
      return;
    }
    if (isLineEmpty && byte !== COLON) isInEvent = true;
    isLineEmpty = false;
  }

  const isAtGap = () => isLineEmpty && !isInEvent;

  return {
    get isAtGap() {
      return isAtGap();
    },
    get isAfterCr() {
      return isAfterCr;
    },
    read(chunk) {
      for (const byte of chunk) step(byte);
    },
    readToGap(chunk) {
      for (const [index, byte] of chunk.entries()) {
        step(byte);
        if (isAtGap()) return index + 1;
      }
      return chunk.byteLength;
    },
  };
}
