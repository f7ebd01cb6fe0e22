import { toPlatformError, toRefusal } from "./answers.js";
import { createBuiltInClip } from "./createBuiltInClip.js";
import { inspectFrame } from "./inspectFrame.js";
import type { Job } from "./Job.js";
import type { LedgerEntry } from "./Ledger.js";
import type { RenderVideo } from "./FalSimulatorOptions.js";
import type { VideoOutcome } from "./VideoOutcome.js";
import { toErrorDetail, type ErrorDetail } from "./modelErrors.js";

/** What the making of a video needs from outside. */
export interface VideoTools {
  /** The picture at a URL, `"trusted"` where nobody can look, `null` where there is none. */
  readFrame: (url: string) => Promise<Blob | "trusted" | null>;
  renderVideo?: RenderVideo | undefined;
}

/** Does what the model would do: reads the frames, checks them, and makes a video of them. */
export async function makeVideo(job: Job, tools: VideoTools): Promise<VideoOutcome> {
  const { refusals, requestId } = job;
  const { input } = job.entry;
  if (refusals.length > 0) return { ok: false, answer: toRefusal(refusals, requestId) };

  const start = await readField(input, "image_url", tools);
  const end = await readField(input, "tail_image_url", tools);
  const refused = [start.refusal, end.refusal].filter((refusal) => refusal !== null);
  if (refused.length > 0) return { ok: false, answer: toRefusal(refused, requestId) };

  const durationSeconds = input.duration === "10" ? 10 : 5;
  if (!start.picture || !tools.renderVideo) {
    return { ok: true, video: createBuiltInClip(durationSeconds), durationSeconds };
  }
  try {
    const video = await tools.renderVideo({
      startFrame: start.picture,
      endFrame: end.picture,
      durationSeconds,
      prompt: String(input.prompt),
    });
    return { ok: true, video, durationSeconds };
  } catch (error) {
    const detail = `renderVideo failed: ${String(error)}`;
    return { ok: false, answer: toPlatformError(500, detail, "internal_server_error", requestId) };
  }
}

interface FrameReading {
  picture?: Blob;
  refusal: ErrorDetail | null;
}

async function readField(
  input: LedgerEntry["input"],
  field: string,
  tools: VideoTools,
): Promise<FrameReading> {
  const url = input[field];
  if (typeof url !== "string") return { refusal: null };
  const picture = await tools.readFrame(url).catch(() => null);
  if (picture === "trusted") return { refusal: null };
  if (!picture) return { refusal: toErrorDetail("file_download_error", field, { input: url }) };
  return { picture, refusal: await inspectFrame(picture, field, url) };
}
