import type { ListCounts } from "./Labels.js";

/** How many stand where, in English: `"2 under way · 3 waiting"`. */
export function toCountWords({ underWay, waiting, ready, without }: ListCounts): string {
  const words = [
    underWay > 0 && `${underWay} under way`,
    waiting > 0 && `${waiting} waiting, not paid yet`,
    ready > 0 && `${ready} ready`,
    without > 0 && `${without} without a video`,
  ].filter(Boolean);
  return words.length > 0 ? words.join(" · ") : "No videos yet";
}
