import { command, proxyUrl, report } from "../../support/browserFal.js";
import type { FalReport } from "../../support/FalCommand.js";

let wayCount = 0;

/** An input that is sent as it is, without an upload. */
export const URL_INPUT = {
  prompt: "A paper boat drifts down a rain-soaked street",
  image_url: "https://pictures.example/boat.jpg",
};

/** A visitor without any past, and a fal that knows nobody. */
export async function startAfresh(): Promise<void> {
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
}

/**
 * A way to fal that nobody has used: it has given no sign of life yet, so it is asked for one before
 * a submit, and nothing is known of its streams.
 */
export function freshWay(): string {
  wayCount += 1;
  return `${proxyUrl()}?way=${wayCount}`;
}

/** How often fal was asked to make a video, and for how many of them it takes money. */
export async function counts(): Promise<{ posts: number; charges: number }> {
  const { posts, ledger } = await report();
  return { posts: posts.length, charges: ledger.length };
}

/** What fal was asked for one operation, oldest first. */
export async function asked(
  operation: FalReport["requests"][number]["operation"],
): Promise<FalReport["requests"]> {
  return (await report()).requests.filter((request) => request.operation === operation);
}
