import { toFalError, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import type { SimulatorState } from "./SimulatorState.js";

/** Gives an uploaded file or a video, whole or in the range that was asked for. */
export async function answerMedia(
  state: SimulatorState,
  { kind, token }: { kind: "files" | "videos"; token: string },
  request: Request,
): Promise<Response> {
  const upload = kind === "files" ? state.uploads.get(token) : undefined;
  const found = kind === "videos" ? state.videos.get(token) : undefined;
  const fault = upload?.takeFile() ?? found?.job.turns.video() ?? "truth";
  return applyFault(fault, async () => answerBlob(upload?.file ?? found?.video, request), {
    requestId: null,
    signal: request.signal,
  });
}

/** What any page may do with media: read, read in parts, and put at a signed URL. */
export const MEDIA_CORS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, PUT, OPTIONS",
  "access-control-allow-headers": "content-type, range",
  "access-control-expose-headers": "content-length, content-range, accept-ranges",
  "cross-origin-resource-policy": "cross-origin",
};

function answerBlob(blob: Blob | null | undefined, request: Request): Response {
  if (!blob) return toResponse(toFalError(404));
  const range = toRange(request.headers.get("range"), blob.size);
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { "content-range": `bytes */${blob.size}` },
    });
  }
  const part = range ? blob.slice(range.start, range.end + 1) : blob;
  const headers = new Headers({
    "content-type": blob.type || "application/octet-stream",
    "content-length": String(part.size),
    "accept-ranges": "bytes",
  });
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${blob.size}`);
  return new Response(request.method === "HEAD" ? null : part, {
    status: range ? 206 : 200,
    headers,
  });
}

/** One range of bytes, both ends included; `null`: the whole. Several at once are not spoken. */
function toRange(
  header: string | null,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end ? { start, end } : "unsatisfiable";
}
