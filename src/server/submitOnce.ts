import { INPUT_DEFAULTS, type UploadedKlingVideoInput } from "../model/input.js";
import { estimateCost } from "../model/price.js";
import { type Attempt, claimOrRepeat } from "./claimOrRepeat.js";
import { type AttemptClaim, toAttemptRef } from "./createLedger.js";
import { hashText } from "./hashText.js";
import type { KlingUser } from "./KlingAuthorize.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { refuseByPolicy } from "./refuseByPolicy.js";
import { settleSubmit } from "./settleSubmit.js";
import type { ProxySettings } from "./toProxySettings.js";
import { toRefusalResponse } from "./toRefusalResponse.js";
import { storeUnavailable } from "./storeUnavailable.js";

/** So much longer than the browser fal's answer is waited for, to be written down. */
export const LATE_ANSWER_MS = 240_000;

/** One press of one visitor. */
export interface Submit {
  user: KlingUser;
  /** `null`: the page did not name it. */
  attemptId: string | null;
  input: UploadedKlingVideoInput;
  request: Request;
  /** Sends the input to fal, once. */
  send: (ref: string) => Promise<Response>;
}

/**
 * Sends each attempt to fal once, within the limits, and writes down what came of it. Browsers
 * repeat a POST by themselves when a kept-alive connection breaks before the first byte of the
 * answer (Chromium does, over HTTP/1.1 and 2): such a one gets the first one's answer.
 *
 * The claim stands in the store before anything is sent. So whatever is lost after it, the answer,
 * the browser or this process, the attempt is never sent a second time.
 *
 * @throws ProxyRefusal
 */
export async function submitOnce(submit: Submit, settings: ProxySettings): Promise<Response> {
  const attempt = await toAttempt(submit);
  const claim = await claimOrRepeat(attempt, settings);
  if (claim instanceof Response) return claim;
  const giveBack = await passLimits(submit, { attempt, claim }, settings);

  const sent = submit.send(attempt.ref).catch((error: unknown) => error);
  const settled = sent.then((outcome) => settleSubmit(outcome, { attempt, giveBack, settings }));
  settings.waitUntil(settled);
  return (await isInTime(sent, settings)) ? settled : giveUp(attempt, settings);
}

async function toAttempt({ user, attemptId, input }: Submit): Promise<Attempt> {
  const id = attemptId ?? crypto.randomUUID();
  const { duration = INPUT_DEFAULTS.duration } = input;
  return {
    ref: await toAttemptRef(user.userId, id),
    attemptId: id,
    isNamed: attemptId !== null,
    userId: user.userId,
    bodyHash: await hashText(JSON.stringify(input)),
    duration,
    priceUsd: estimateCost(duration),
  };
}

/** What is refused here was surely not sent, so the attempt is free again. */
async function passLimits(
  { user, input, request }: Submit,
  { attempt: { ref, priceUsd }, claim }: { attempt: Attempt; claim: AttemptClaim },
  { limits, ledger, policy, readTimeoutMs, report }: ProxySettings,
): Promise<() => Promise<void>> {
  try {
    await limits.count("submits", user);
    await refuseByPolicy(input, { policy, user, request, timeoutMs: readTimeoutMs });
    return await limits.reserve(user, priceUsd);
  } catch (error) {
    await ledger.release(ref, claim).catch(() => undefined);
    if (error instanceof ProxyRefusal) throw error;
    report({ type: "store-failed", during: "limits" });
    throw storeUnavailable("not_sent");
  }
}

async function isInTime(
  sent: Promise<unknown>,
  { submitTimeoutMs }: ProxySettings,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), submitTimeoutMs);
  });
  const inTime = await Promise.race([sent.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** Answers that nobody knows. fal is still waited for, and the attempt under way until then. */
async function giveUp(attempt: Attempt, { ledger, report }: ProxySettings): Promise<Response> {
  await ledger.extend(attempt.ref, Date.now() + LATE_ANSWER_MS).catch(() => {
    report({ type: "store-failed", during: "record" });
  });
  return toRefusalResponse(tooLate());
}

function tooLate(): ProxyRefusal {
  return new ProxyRefusal({
    status: 504,
    reason: "upstream_timeout",
    outcome: "unknown",
    detail: "fal did not answer in time.",
  });
}
