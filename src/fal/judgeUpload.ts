import { KlingVideoError } from "../model/KlingVideoError.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { toRefusal } from "./toRefusal.js";
import { UploadTrouble } from "./UploadTrouble.js";

/**
 * Whether a place for a file was given. To ask for one costs nothing, so that only a failure of a
 * server is worth another try; who refuses has decided.
 *
 * @param isAllowed whether a file may be put at a URL and read from it
 * @throws KlingVideoError
 */
export function judgeInitiate(answer: Answer, isAllowed: (url: string) => boolean): void {
  const body = asObject(answer.json);
  const urls = [asText(body?.upload_url), asText(body?.file_url)];
  if (urls.every((url) => url !== undefined && isAllowed(url))) return;

  const refusal = toRefusal(answer);
  const known = refusal && !refusal.falType ? refusal : undefined;
  if (answer.status >= 500 && (!known || known.code === "not-sent")) {
    throw new UploadTrouble("again", known ?? failure(`no place for it, status ${answer.status}`));
  }
  if (known) throw new KlingVideoError({ ...known, charged: "no" });
  if (answer.status === 401 || answer.status === 403 || answer.isRedirect) {
    throw new KlingVideoError({ code: "signed-out", charged: "no" });
  }
  throw uploadFailed(`no place for it, status ${answer.status}`);
}

/** @throws KlingVideoError where the file did not arrive */
export function judgePut({ status }: Pick<Answer, "status">): void {
  if (status >= 200 && status < 300) return;
  const detail = `the storage answers ${status}`;
  // The signature is good for minutes only; a file on a slow line may take longer.
  if (status === 403) throw new UploadTrouble("new-place", failure(detail));
  if (status === 408 || status === 429 || status >= 500) {
    throw new UploadTrouble("again", failure(detail));
  }
  throw uploadFailed(detail);
}

/** No answer came: asked again, it may. */
export function uploadBroken(): UploadTrouble {
  return new UploadTrouble("again", failure("the connection broke off"));
}

function uploadFailed(detail: string): KlingVideoError {
  return new KlingVideoError({ ...failure(detail), charged: "no" });
}

function failure(detail: string) {
  return { code: "upload-failed", values: { detail } } as const;
}
