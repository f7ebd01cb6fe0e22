import { ENDPOINT_ID } from "../../../src/model/endpoint.js";
import { createFalSimulator, type FalSimulatorOptions } from "../../../src/simulator/index.js";

export const SUBMIT_URL = `https://queue.fal.run/${ENDPOINT_ID}`;
export const INITIATE_URL = "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3";
export const MEDIA_ORIGIN = "http://media.test/base";
export const INPUT = { prompt: "A slow wave", image_url: "https://pictures.test/sea.jpg" };

/** What fal says about a request, as far as the tests read it. */
export interface FalAnswer {
  http: number;
  headers: Headers;
  body: FalBody;
}

/** Whatever fal may say; a page that is no JSON stands in `html`. */
interface FalBody {
  status: string | null;
  request_id: string;
  status_url: string;
  response_url: string;
  cancel_url: string;
  queue_position?: number;
  logs: { message: string; level: string; source: string; timestamp: string }[] | null;
  error?: string;
  error_type?: string;
  detail: { loc: string[]; type: string }[];
  video: { url: string; content_type: string; file_name: string };
  upload_url: string;
  file_url: string;
  html?: string;
}

/** A simulator whose clock is moved by hand, and short ways to ask it. */
export function createTestFal(options: Partial<FalSimulatorOptions> = {}) {
  const start = Date.parse("2026-01-01T00:00:00Z");
  let elapsedMs = 0;
  const fal = createFalSimulator({
    mediaOrigin: MEDIA_ORIGIN,
    now: () => start + elapsedMs,
    queueMs: 4000,
    runMs: 10_000,
    ...options,
  });

  async function ask(url: string, init?: RequestInit): Promise<FalAnswer> {
    const response = await fal.fetch(url, init);
    const text = await response.text();
    return { http: response.status, headers: response.headers, body: toBody(text) };
  }
  const submit = (input: unknown = INPUT) =>
    ask(SUBMIT_URL, { method: "POST", body: JSON.stringify(input) });

  return {
    fal,
    ask,
    submit,
    moveTo: (ms: number) => {
      elapsedMs = ms;
    },
    /** Submits and gives the URLs that fal gave. */
    async start(input: unknown = INPUT) {
      const { body } = await submit(input);
      const { status_url: statusUrl, response_url: resultUrl, cancel_url: cancelUrl } = body;
      return {
        requestId: body.request_id,
        status: () => ask(`${statusUrl}?logs=1`),
        statusWithoutLogs: () => ask(statusUrl),
        result: () => ask(resultUrl),
        cancel: () => ask(cancelUrl, { method: "PUT", body: "{}" }),
        stream: (init?: RequestInit) => fal.fetch(`${statusUrl}/stream?logs=1`, init),
      };
    },
    /** Uploads as the fal client does, and gives the public URL. */
    async upload(file: Blob, fileName = "frame.jpg") {
      const { body } = await ask(INITIATE_URL, {
        method: "POST",
        body: JSON.stringify({ content_type: file.type, file_name: fileName }),
      });
      const put = await fal.fetch(body.upload_url, {
        method: "PUT",
        body: file,
        headers: { "content-type": file.type },
      });
      return { put, uploadUrl: body.upload_url, fileUrl: body.file_url };
    },
  };
}

function toBody(text: string): FalBody {
  return JSON.parse(/^[[{"]/.test(text) ? text : JSON.stringify({ html: text }));
}
