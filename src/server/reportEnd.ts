import { PRICE } from "../model/price.js";
import type { ProxySettings } from "./toProxySettings.js";

/** Tells the host, once for each request, that a video is there and what fal charges. Never rejects. */
export async function reportEnd(
  requestId: string,
  headers: Headers,
  { ledger, report, hasListener }: Pick<ProxySettings, "ledger" | "report" | "hasListener">,
): Promise<void> {
  if (!hasListener) return;
  try {
    const owner = await ledger.findOwner(requestId);
    const [userId, attempt] = [owner?.userId ?? null, owner?.ref ?? null];
    if (await ledger.noteOnce("completed", requestId))
      report({ type: "completed", userId, attempt });
    const units = Number(headers.get("x-fal-billable-units") ?? NaN);
    if (!Number.isFinite(units)) return;
    const usd = Math.round(units * PRICE.perSecondUsd * 100) / 100;
    if (await ledger.noteOnce("charged", requestId)) {
      report({ type: "charged", userId, attempt, units, usd });
    }
  } catch {
    report({ type: "store-failed", during: "record" });
  }
}
