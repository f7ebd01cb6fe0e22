import { asObject, asText, type Answer } from "./Answer.js";
import { findTrouble, isOfFal, isPage, isTakenByOurs } from "./diagnoseAnswer.js";
import { isFound, type Found } from "./diagnoseFinding.js";
import type { Probe } from "./diagnoseProbe.js";
import { INITIATE } from "./diagnoseQuestions.js";
import { watchPolicy } from "./diagnoseSilence.js";

/** Whether the upload of a picture can begin. It is the one question that needs the server's key. */
export async function diagnoseUpload({ ask }: Probe): Promise<Found | undefined> {
  const answer = await ask(INITIATE);
  if (isFound(answer)) return answer;
  const uploadUrl = asText(asObject(answer.json)?.upload_url);
  return uploadUrl === undefined ? judgeRefusal(answer) : diagnosePolicy(uploadUrl);
}

function judgeRefusal(answer: Answer): Found | undefined {
  const { status, json } = answer;
  if (isTakenByOurs(answer)) return undefined;
  if (lacksBody(answer)) return { code: "body-lost" };
  if (status === 405 || (isPage(answer) && status === 404)) {
    return { code: "no-post", values: { status } };
  }
  // The status was told to this visitor: who is refused now is the server.
  const isKeyRefused = status === 401 && json !== "Unauthorized" && isOfFal(answer);
  if (isKeyRefused) return { code: "key-invalid" };
  const trouble = findTrouble(answer);
  if (trouble && trouble.code !== "endpoint-not-allowed") return trouble;
  return { code: "uploads-refused", values: { status } };
}

/** Somebody misses what was sent. */
function lacksBody({ json }: Answer): boolean {
  const body = asObject(json);
  if (body?.reason === "invalid_body") return true;
  const details: unknown[] = Array.isArray(body?.detail) ? body.detail : [];
  return details.some((item) => asObject(item)?.type === "missing");
}

/** Whether the page may put a file where fal wants it. Nothing is put there. */
async function diagnosePolicy(uploadUrl: string): Promise<Found | undefined> {
  if (typeof document === "undefined" || !URL.canParse(uploadUrl)) return undefined;
  const { origin } = new URL(uploadUrl);
  const policy = watchPolicy();
  try {
    await fetch(origin, { method: "HEAD", mode: "no-cors", credentials: "omit" });
    return undefined;
  } catch {
    const found = await policy.find(uploadUrl);
    return found && { ...found, values: { ...found.values, isUpload: 1 } };
  } finally {
    policy.stop();
  }
}
