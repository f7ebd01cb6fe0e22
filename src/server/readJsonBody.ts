import { ProxyRefusal } from "./ProxyRefusal.js";
import { readRawBody } from "./readRawBody.js";

/** Most bytes of a body: frames travel as URLs, so two long prompts fit many times. */
export const BODY_MAX_BYTES = 32_768;

/**
 * Reads the body of a request as one JSON object, and no further than the limit.
 *
 * @throws ProxyRefusal 413 over the limit, 415 for another type, 400 for no JSON, 422 for no object
 */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    throw refuse(415, "unsupported_media_type", "The body must be sent as application/json.");
  }
  const value = parseJson(await readBytes(request));
  if (!isObject(value)) throw refuse(422, "invalid_body", "The body must be one JSON object.");
  return value;
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.bodyUsed) {
    throw new ProxyRefusal({
      status: 500,
      reason: "proxy_error",
      outcome: "not_sent",
      detail: "authorize() of createKlingProxy has read the body; it must read a clone.",
    });
  }
  const bytes = await readRawBody(request, BODY_MAX_BYTES).catch(() => {
    throw refuse(400, "invalid_body", "The body ended before it was complete.");
  });
  if (bytes === null) throw tooLarge();
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw refuse(400, "invalid_body", "The body is not JSON.");
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tooLarge(): ProxyRefusal {
  return refuse(
    413,
    "body_too_large",
    `The body is larger than ${BODY_MAX_BYTES} bytes. Upload pictures to fal's storage and send their URLs.`,
  );
}

function refuse(status: number, reason: ProxyRefusal["reason"], detail: string): ProxyRefusal {
  return new ProxyRefusal({ status, reason, detail });
}
