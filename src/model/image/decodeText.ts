const BYTE_ORDER_MARKS = [
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;

/** The text that these bytes are, without its byte order mark, or `null` where they are none. */
export function decodeText(bytes: Uint8Array): string | null {
  const [encoding = "utf-8"] =
    BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [];
  const text = new TextDecoder(encoding).decode(bytes);
  return isText(text.slice(0, 512)) ? text : null;
}

/** Text has no control characters but tab, line ends, form feed and escape. */
function isText(start: string): boolean {
  for (let at = 0; at < start.length; at++) {
    const code = start.charCodeAt(at);
    if (code < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(code)) return false;
  }
  return true;
}
