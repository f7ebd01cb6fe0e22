import { toJson, toRefusal, toResponse } from "./answers.js";
import { applyFault } from "./applyFault.js";
import { createId } from "./createId.js";
import { createTurns } from "./createTurns.js";
import { toErrorDetail } from "./modelErrors.js";
import { needsKey } from "./needsKey.js";
import { SimulatedReset } from "./SimulatedReset.js";
import type { SimulatorState } from "./SimulatorState.js";

/** A signed URL is good for so long, in ms. */
const SIGNATURE_MS = 120_000;

/** Gives a signed URL to put a file at, and the public one to read it from. */
export async function answerInitiate(state: SimulatorState, request: Request): Promise<Response> {
  const [scripted] = state.uploadScripts;
  const script = scripted ?? state.uploadDefaults;
  const body: unknown = await request.json().catch(() => null);
  return applyFault(
    script.takeInitiate(),
    async () => {
      const refusal = needsKey(state, request);
      if (refusal) return toResponse(refusal);
      const announced = toAnnounced(body);
      if (!announced) {
        const detail = ["content_type", "file_name"].map((field) =>
          toErrorDetail("missing", field),
        );
        return toResponse(toRefusal(detail));
      }
      // From here on the faults belong to this upload.
      if (scripted) state.uploadScripts = state.uploadScripts.filter((other) => other !== scripted);
      const token = createId();
      const signature = createId();
      const expiresAt = state.now() + SIGNATURE_MS;
      const turns = { takePut: createTurns(script.put), takeFile: createTurns(script.file) };
      state.uploads.set(token, { ...announced, ...turns, signature, expiresAt, file: null });
      const fileName = encodeURIComponent(announced.fileName.replace(/[^\w.-]+/g, "_"));
      const query = new URLSearchParams({ expires: String(expiresAt), signature });
      return toResponse(
        toJson(
          {
            upload_url: `${state.mediaBase}/upload/${token}?${query}`,
            file_url: `${state.mediaBase}/files/${token}/${fileName}`,
          },
          200,
        ),
      );
    },
    { requestId: null, signal: request.signal },
  );
}

/** Takes the bytes of a file at its signed URL. Only the content type may come with them. */
export async function answerPut(
  state: SimulatorState,
  token: string,
  request: Request,
): Promise<Response> {
  const upload = state.uploads.get(token);
  if (!upload) return toStorageError(404, "NoSuchUpload");
  const fault = upload.takePut();
  if (typeof fault === "object" && "cutAtByte" in fault) return cut(request, fault.cutAtByte);
  const bytes = await request.arrayBuffer();
  return applyFault(
    fault,
    async () => {
      const signature = new URL(request.url).searchParams.get("signature");
      const contentType = request.headers.get("content-type");
      const isSigned = signature === upload.signature && contentType === upload.contentType;
      if (!isSigned || carriesMore(request)) return toStorageError(403, "SignatureDoesNotMatch");
      if (state.now() > upload.expiresAt) return toStorageError(403, "ExpiredToken");
      upload.file = new Blob([bytes], { type: upload.contentType });
      return new Response(null, { status: 200 });
    },
    { requestId: null, signal: request.signal },
  );
}

async function cut(request: Request, cutAtByte: number): Promise<never> {
  const reader = request.body?.getReader();
  for (let count = 0; count < cutAtByte;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    count += chunk.value.byteLength;
  }
  throw new SimulatedReset();
}

function toAnnounced(body: unknown): { contentType: string; fileName: string } | null {
  if (typeof body !== "object" || body === null) return null;
  if (!("content_type" in body) || !("file_name" in body)) return null;
  const { content_type: contentType, file_name: fileName } = body;
  if (typeof contentType !== "string" || typeof fileName !== "string") return null;
  return { contentType, fileName };
}

/** Whether fal's key or headers were sent along to the storage, where they do not belong. */
function carriesMore({ headers }: Request): boolean {
  return (
    headers.has("authorization") || [...headers.keys()].some((name) => name.startsWith("x-fal-"))
  );
}

function toStorageError(status: number, code: string): Response {
  return new Response(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, {
    status,
    headers: { "content-type": "application/xml" },
  });
}
