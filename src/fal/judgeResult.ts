import { KlingVideoError, type KlingVideoErrorInit } from "../model/KlingVideoError.js";
import type { KlingVideo, Outcome } from "../model/status.js";
import { asObject, asText, type Answer } from "./Answer.js";
import { judgeRead } from "./judgeRead.js";
import { isPlatformFailure, toRefusal } from "./toRefusal.js";

/**
 * What the result of a completed request says: the video, or the model's own failure.
 *
 * @param isShowable whether a URL may be played in this page
 * @throws KlingVideoError where it says nothing yet; with the code `model-error` or `queue-timeout`
 * where fal itself says that it failed, which may pass
 */
export function judgeResult(answer: Answer, isShowable: (url: string) => boolean): Outcome {
  const body = asObject(answer.json);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && body && "video" in body) return toVideoOutcome(body.video, answer, isShowable);

  const refusal = toRefusal(answer);
  if (refusal?.code === "withdrawn") return { type: "canceled" };
  if (refusal?.falType && isPlatformFailure(refusal.falType)) {
    // What the queue gave up has cost nothing. Otherwise a video may have been made and charged
    // although it is not handed over.
    const charged = refusal.code === "queue-timeout" ? "no" : "maybe";
    throw new KlingVideoError({ ...refusal, charged });
  }
  if (refusal?.falType) return failed(refusal);

  const isInProgress = /still in progress/i.test(answer.text);
  if (isSuccess && body && !("detail" in body)) return failed(noVideo(answer));
  if (isInProgress || !body || refusal) throw judgeRead(answer);
  if (answer.status === 422) return failed({ code: "input-refused" });

  const error = judgeRead(answer);
  const { code, values } = error;
  // The proxy may be about to learn whose it is.
  if (code === "not-found" && values?.isOthers !== undefined) throw error;
  if (code === "not-found" || code === "expired") return failed({ code, values });
  throw error;
}

const RAW_MAX_LENGTH = 4_000;

function noVideo({ text }: Answer): Omit<KlingVideoErrorInit, "charged"> {
  return { code: "no-video", raw: text.slice(0, RAW_MAX_LENGTH) };
}

function failed(init: Omit<KlingVideoErrorInit, "charged">): Outcome {
  return { type: "failed", error: { ...init, charged: "maybe" } };
}

function toVideoOutcome(
  value: unknown,
  answer: Answer,
  isShowable: (url: string) => boolean,
): Outcome {
  const video = asObject(value);
  const url = asText(video?.url);
  const contentType = asText(video?.content_type);
  if (!url || !isShowable(url) || contentType?.startsWith("text/")) {
    return failed(noVideo(answer));
  }
  const fileSize = typeof video?.file_size === "number" ? video.file_size : undefined;
  const units = Number(answer.headers.get("x-fal-billable-units") ?? NaN);
  return {
    type: "video",
    video: { url, contentType, fileName: asText(video?.file_name), fileSize } satisfies KlingVideo,
    billableUnits: Number.isNaN(units) ? undefined : units,
  };
}
