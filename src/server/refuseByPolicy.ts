import { INPUT_DEFAULTS, type UploadedKlingVideoInput } from "../model/input.js";
import type { KlingUser } from "./KlingAuthorize.js";
import type { KlingPolicy } from "./KlingProxyOptions.js";
import { ProxyRefusal } from "./ProxyRefusal.js";

/** Where fal's own storage keeps uploads. */
const FAL_HOSTS = ["*.fal.media"];

interface PolicyCheck {
  policy: KlingPolicy;
  user: KlingUser;
  request: Request;
  /** Longest wait for the host's own `moderate`. */
  timeoutMs: number;
}

/**
 * Holds an input against what the host lets its visitors buy.
 *
 * @throws ProxyRefusal 403, or 500 where `moderate` fails
 */
export async function refuseByPolicy(
  input: UploadedKlingVideoInput,
  { policy, user, request, timeoutMs }: PolicyCheck,
): Promise<void> {
  const durations = user.limits?.durations ?? policy.durations;
  const { duration = INPUT_DEFAULTS.duration } = input;
  if (durations && !durations.includes(duration)) {
    throw refuse(`Videos of ${duration} seconds are not offered here.`);
  }
  for (const url of [input.image_url, input.tail_image_url]) {
    if (url !== undefined && policy.imageHosts && !isOn(url, policy.imageHosts)) {
      throw refuse("Pictures of this address are not taken here. Upload the picture instead.");
    }
  }
  const sentence = await moderate(input, { policy, user, request, timeoutMs });
  if (sentence !== null) throw refuse(sentence);
}

function isOn(url: string, hosts: readonly string[]): boolean {
  const { hostname } = new URL(url);
  return [...FAL_HOSTS, ...hosts].some((host) =>
    host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host,
  );
}

async function moderate(
  input: UploadedKlingVideoInput,
  { policy, user, request, timeoutMs }: PolicyCheck,
): Promise<string | null> {
  if (!policy.moderate) return null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), timeoutMs);
    });
    const answer = await Promise.race([policy.moderate(input, user, request), late]);
    if (answer === null || (typeof answer === "string" && answer !== "")) return answer;
  } catch {
    // The host's error may hold the prompt, so it is not repeated.
  } finally {
    clearTimeout(timer);
  }
  throw new ProxyRefusal({
    status: 500,
    reason: "proxy_error",
    outcome: "not_sent",
    detail:
      "policy.moderate of createKlingProxy must answer null or a sentence. It threw, took too long, or answered something else. Nothing was sent to fal.",
  });
}

function refuse(detail: string): ProxyRefusal {
  return new ProxyRefusal({ status: 403, reason: "policy", detail });
}
