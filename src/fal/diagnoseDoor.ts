import { findTrouble, isOfFal, isPage, isTakenByOurs } from "./diagnoseAnswer.js";
import { isFound, type Found } from "./diagnoseFinding.js";
import type { Probe, ProbeAnswer } from "./diagnoseProbe.js";
import { FOLLOWED_PING, PING, toStatusQuestion } from "./diagnoseQuestions.js";

/**
 * Whether questions come through to fal at all: a sign of life, and the status of a request that
 * does not exist.
 */
export async function diagnoseDoor(probe: Probe): Promise<Found | undefined> {
  const ping = await probe.ask(PING);
  if (isFound(ping)) return ping;
  if (ping.isRedirect) return explainRedirect(probe);
  const isDecided = ping.status === 401 || asOurRefusal(ping);
  const trouble = isDecided ? findTrouble(ping) : undefined;
  if (trouble) return trouble;

  const answer = await probe.ask(toStatusQuestion());
  if (isFound(answer)) return asPreflight(answer);
  return judgeStatus(answer, ping);
}

/** What createKlingProxy refuses without a target, it refuses with one. */
function asOurRefusal({ json }: ProbeAnswer): boolean {
  return typeof json === "object" && json !== null && "reason" in json;
}

/** The sign of life needed no permission; a question with a target does. */
function asPreflight(found: Found): Found {
  if (found.code !== "cors-missing") return found;
  return { ...found, values: { ...found.values, isPreflight: 1 } };
}

function judgeStatus(answer: ProbeAnswer, ping: ProbeAnswer): Found | undefined {
  const { status } = answer;
  const trouble = findTrouble(answer);
  if (trouble) return trouble;
  if (isTakenByOurs(answer)) return undefined;
  if (isPage(answer) && status < 500 && status !== 405) {
    return { code: "no-route", values: { status, isPage: 1 } };
  }
  if (status === 405) return { code: "no-get", values: { status } };
  const isSame = status === ping.status && answer.text === ping.text;
  if (status === 404 && (isSame || !isOfFal(answer)))
    return { code: "no-route", values: { status } };
  if (answer.json === "Invalid request")
    return { code: "endpoint-not-allowed", values: { status } };
  if (isSame || !isOfFal(answer)) return { code: "not-forwarded", values: { status } };
  return status < 300 && hasDetail(answer) ? { code: "statuses-lost" } : undefined;
}

function hasDetail({ json }: ProbeAnswer): boolean {
  return typeof json === "object" && json !== null && "detail" in json;
}

/** Where it leads tells a sign-in page from a route that has moved. */
async function explainRedirect({ ask, proxyUrl }: Probe): Promise<Found> {
  const followed = await ask(FOLLOWED_PING);
  if (isFound(followed) || followed.url === "") return { code: "redirect" };
  const target = new URL(followed.url);
  const to = target.origin + target.pathname;
  const isSameRoute = trimSlash(target.pathname).endsWith(trimSlash(new URL(proxyUrl).pathname));
  return { code: "redirect", values: isSameRoute ? { to, isSameRoute: 1 } : { to } };
}

function trimSlash(path: string): string {
  return path.replace(/\/$/, "");
}
