import { LOG_LINES_MAX } from "../model/logs.js";

/** A text that is shorter is parsed in a moment, in characters. */
const SHORT_LENGTH = 500_000;

const LOGS = '"logs"';

/**
 * What a text of JSON says, `undefined` where it is none. Of a long log only the newest lines are
 * read: nobody keeps the others, and the page would wait for all of them.
 */
export function parseJson(text: string): unknown {
  const shortened = text.length > SHORT_LENGTH ? cutLogs(text) : text;
  const said = parse(shortened);
  // Whatever was cut wrongly is none any more.
  return said === undefined && shortened !== text ? parse(text) : said;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same JSON without the lines that are older than those which are kept. It has no other list. */
function cutLogs(text: string): string {
  // A regular expression would keep the text in memory, as its last match.
  const name = text.indexOf(LOGS);
  const first = text.indexOf("[", name) + 1;
  if (name === -1 || text.slice(name + LOGS.length, first - 1).trim() !== ":") return text;
  const newest = findNewest(text, first);
  return newest === -1 ? text : text.slice(0, first) + text.slice(newest);
}

/** Where the oldest line begins that is kept, looked for from the end; -1 where all are. */
function findNewest(text: string, first: number): number {
  let depth = 0;
  let count = 0;
  for (let at = text.length - 1; at > first; at -= 1) {
    switch (text.charAt(at)) {
      case '"':
        at = findOpeningQuote(text, at);
        break;
      case "}":
      case "]":
        depth += 1;
        break;
      case "{":
      case "[":
        depth -= 1;
        if (depth === 2) count += 1;
        // What was counted lay behind the log.
        if (depth < 2) count = 0;
        if (count === LOG_LINES_MAX) return at;
        break;
    }
  }
  return -1;
}

/** Where the text begins that ends with a quote. A quote within has an odd number of backslashes. */
function findOpeningQuote(text: string, closing: number): number {
  let at = closing;
  let backslashes;
  do {
    at = text.lastIndexOf('"', at - 1);
    backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes += 1;
  } while (backslashes % 2 === 1);
  return at;
}
