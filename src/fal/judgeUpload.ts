import { KlingVideoError } from "../model/KlingVideoError.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { toRefusal } from "./toRefusal.js";

/**
 * Whether a place for a file was given.
 *
 * @param isAllowed whether a file may be put at a URL and read from it
 * @throws KlingVideoError
 */
export function judgeInitiate(answer: Answer, isAllowed: (url: string) => boolean): void {
  const body = asObject(answer.json);
  const urls = [asText(body?.upload_url), asText(body?.file_url)];
  if (urls.every((url) => url !== undefined && isAllowed(url))) return;
  const refusal = toRefusal(answer);
  if (refusal && !refusal.falType) throw new KlingVideoError({ ...refusal, charged: "no" });
  if (answer.status === 401 || answer.status === 403 || answer.isRedirect) {
    throw new KlingVideoError({ code: "signed-out", charged: "no" });
  }
  throw uploadFailed(`no place for it, status ${answer.status}`);
}

/** @throws KlingVideoError where the file did not arrive */
export function judgePut({ status }: Answer): void {
  if (status < 200 || status >= 300) throw uploadFailed(`the storage answers ${status}`);
}

/** The file did not arrive; nothing is paid for an upload. */
export function uploadFailed(detail: string): KlingVideoError {
  return new KlingVideoError({ code: "upload-failed", charged: "no", values: { detail } });
}
