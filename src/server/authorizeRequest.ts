import { isBudget } from "./isBudget.js";
import type { KlingAuthorize, KlingUser } from "./KlingAuthorize.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

const PUBLIC_USER: KlingUser = { userId: "public" };

/**
 * Asks the host who the visitor is.
 *
 * @throws ProxyRefusal 401 for nobody, 500 when the host's function fails or answers nonsense
 */
export async function authorizeRequest(
  authorize: KlingAuthorize,
  request: Request,
): Promise<KlingUser> {
  if (authorize === "public") return PUBLIC_USER;
  const user = await askHost(authorize, request);
  if (user === null || user === undefined) {
    throw new ProxyRefusal({
      status: 401,
      reason: "unauthorized",
      detail: "Sign in first. Nothing was sent to fal.",
    });
  }
  // A host in plain JavaScript may answer `true`, which names nobody.
  if (typeof user !== "object" || typeof user.userId !== "string" || user.userId === "") {
    throw new ProxyRefusal({
      status: 500,
      reason: "proxy_error",
      outcome: "not_sent",
      detail: "authorize() of createKlingProxy must answer { userId: string } or null.",
    });
  }
  if (user.limits?.budget !== undefined && !isBudget(user.limits.budget)) {
    throw new ProxyRefusal({
      status: 500,
      reason: "proxy_error",
      outcome: "not_sent",
      detail: 'limits.budget of authorize() must look like { usd: 5, per: "day" }.',
    });
  }
  return user;
}

async function askHost(
  authorize: Exclude<KlingAuthorize, "public">,
  request: Request,
): Promise<KlingUser | null | undefined> {
  try {
    return await authorize(request);
  } catch {
    // The host's error may hold a cookie or a token, so it is not repeated.
    throw new ProxyRefusal({
      status: 500,
      reason: "proxy_error",
      outcome: "not_sent",
      detail: "authorize() of createKlingProxy threw. Nothing was sent to fal.",
    });
  }
}
