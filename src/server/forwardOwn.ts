import type { KlingUser } from "./KlingAuthorize.js";
import type { UpstreamCall } from "./ProxyCall.js";
import { ProxyRefusal } from "./ProxyRefusal.js";
import { reportEnd } from "./reportEnd.js";
import type { ProxySettings } from "./toProxySettings.js";
import { storeUnavailable } from "./storeUnavailable.js";

/** A call about one request: only who has made it may ask, or cancel. */
export type RequestCall = Extract<UpstreamCall, { requestId: string }>;

/**
 * Forwards a call about a request to fal for whoever it belongs to.
 *
 * @throws ProxyRefusal 404 for everybody else, as if there were none; 429 for who asks too often
 */
export async function forwardOwn(
  call: RequestCall,
  user: KlingUser,
  { forward, settings }: { forward: () => Promise<Response>; settings: ProxySettings },
): Promise<Response> {
  await checkOwner(call, user, settings).catch((error: unknown) => {
    if (error instanceof ProxyRefusal) throw error;
    settings.report({ type: "store-failed", during: "read" });
    // A video that is paid for stays within reach; a request id cannot be guessed.
    if (call.method !== "GET") throw storeUnavailable("not_sent");
  });
  const answer = await forward();
  if (call.operation === "result" && answer.ok) {
    settings.waitUntil(reportEnd(call.requestId, answer.headers, settings));
  }
  return answer;
}

async function checkOwner(
  { requestId }: RequestCall,
  user: KlingUser,
  { limits, ledger, knowsEveryRequest }: ProxySettings,
): Promise<void> {
  await limits.count("reads", user);
  const owner = await ledger.findOwner(requestId);
  if (owner ? owner.userId === user.userId : !knowsEveryRequest) return;
  await limits.count("misses", user);
  throw new ProxyRefusal({
    status: 404,
    reason: "unknown_request",
    detail: "This visitor has no such request.",
  });
}
