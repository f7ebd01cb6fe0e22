import type { ReliabilityFault } from "./faults.js";
import type { Shown } from "./Shown.js";

/** What one side did with one fault. */
export interface Measured {
  shown: Shown;
  /** Submits that fal saw, and that it accepted: each is charged. */
  posts: number;
  charges: number;
}

/** How each side did: `fal.subscribe` in its two modes, the library behind the same route and its own. */
export interface Sides {
  polling: Measured;
  streaming: Measured;
  ours: Measured;
  own: Measured;
}

const NAMES = ["polling", "streaming", "ours", "own"] as const;

/** The rows of docs/reliability.md, and their sums. */
export function toTable(
  results: readonly { fault: ReliabilityFault; sides: Sides }[],
  falVersion: string,
): string {
  const heads = [
    `\`fal.subscribe\` ${falVersion}, polling`,
    "`fal.subscribe`, streaming",
    "`useKlingVideo`, the same route",
    "`useKlingVideo`, its own route",
  ];
  const rows = results.map(({ fault, sides }) => [
    fault.name,
    fault.id,
    ...NAMES.map((name) => toCell(sides[name])),
  ]);
  const sum = (isCounted: (measured: Measured) => boolean) =>
    NAMES.map((name) => String(results.filter(({ sides }) => isCounted(sides[name])).length));
  const sums = [
    ["the video is shown", ...sum(({ shown }) => shown.word === "video")],
    ["paid for, and the page says nothing of it", ...sum((measured) => !isTold(measured))],
    ["paid more than once for one press", ...sum(({ charges }) => charges > 1)],
  ];
  return [
    toRows(["fault", "id", ...heads], rows),
    toRows([`of ${results.length}`, ...heads], sums),
  ].join("\n\n");
}

function toCell(measured: Measured): string {
  const { shown, posts, charges } = measured;
  const says = shown.says ? `: “${shown.says.replaceAll("|", "/")}”` : "";
  const money = { no: ", not charged", maybe: ", perhaps charged" };
  const charged = shown.charged ? money[shown.charged] : "";
  const counts = `${count(posts, "POST")}, ${count(charges, "charge")}`;
  return `${isTold(measured) ? "✓" : "✗"} ${shown.word}${says}${charged}; ${counts}`;
}

/** Whether the visitor, by what the page shows, knows of each charge that it may have been made. */
function isTold({ shown, charges }: Measured): boolean {
  if (shown.charged === "maybe") return true;
  return charges === (shown.word === "video" ? 1 : 0);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function toRows(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
