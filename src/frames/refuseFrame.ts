import type { ErrorValues, KlingVideoErrorCode } from "../model/errorCatalogue.js";
import { KlingVideoError } from "../model/KlingVideoError.js";

/** A picture that does not become a frame. */
export interface Refusal {
  ok: false;
  error: KlingVideoError;
}

/** Says why a picture does not become a frame; nothing was sent, so nothing was charged. */
export function refuseFrame(code: KlingVideoErrorCode, values?: ErrorValues): Refusal {
  return { ok: false, error: new KlingVideoError({ code, values, charged: "no" }) };
}
