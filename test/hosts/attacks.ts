import type { ProxyReason } from "../../src/server/index.js";
import {
  CANCEL_URL,
  INITIATE_URL,
  INPUT,
  post,
  REQUEST_ID,
  RESULT_URL,
  STATUS_URL,
  SUBMIT_URL,
  toTarget,
} from "../server/support/requests.js";
import type { SendOptions } from "../server/support/send.js";
import { SESSION } from "../server/support/startProxy.js";

/** A request that the proxy refuses before fal is asked. */
export interface Attack {
  /** Its row in the table of attacks. */
  number: number;
  title: string;
  request: SendOptions;
  status: number;
  reason: ProxyReason;
}

const REQUESTS = RESULT_URL.slice(0, -REQUEST_ID.length);
const OTHER_MODEL = "https://queue.fal.run/fal-ai/veo3";
const UUID = "01234567-89ab-4cde-8f01-23456789abcd";

const REASONS: Readonly<Record<number, ProxyReason>> = {
  400: "invalid_target",
  401: "unauthorized",
  403: "endpoint_not_allowed",
  405: "method_not_allowed",
  413: "body_too_large",
  415: "unsupported_media_type",
  422: "invalid_body",
};

export const ATTACKS: readonly Attack[] = [
  refused(1, "a submit without credentials", post(SUBMIT_URL, INPUT, { cookie: "" }), 401),
  refused(
    1,
    "a look without credentials",
    toTarget(STATUS_URL, { headers: { cookie: "session=nobody" } }),
    401,
  ),
  refused(
    2,
    "an empty Authorization header",
    toTarget(STATUS_URL, { headers: { cookie: "", authorization: "" } }),
    401,
  ),
  refused(6, "a submit to another model", post(OTHER_MODEL, INPUT), 403),
  ...[
    "https://fal.run/fal-ai/veo3?prompt=fox",
    "https://fal.run/fal-ai/kling-video/v2.5-turbo/pro/image-to-video",
    `${OTHER_MODEL}/requests/${UUID}`,
    "https://rest.fal.ai/keys",
  ].map((target) => refused(7, `a look at ${target}`, toTarget(target), 403)),
  ...["PUT", "PATCH", "DELETE"].map((method) =>
    refused(8, `${method} to another model`, toTarget(OTHER_MODEL, { method }), 405),
  ),
  ...[
    ["GET", SUBMIT_URL],
    ["DELETE", RESULT_URL],
    ["POST", STATUS_URL],
    ["GET", CANCEL_URL],
    ["PUT", INITIATE_URL],
  ].map(([method = "", target = ""]) =>
    refused(8, `${method} to ${target}`, toTarget(target, { method }), 405),
  ),
  ...toBadTargets(9, [SUBMIT_URL.replace("https:", "http:")]),
  ...toBadTargets(10, [
    SUBMIT_URL.replace("https:", "ftp:"),
    SUBMIT_URL.replace("https:", "wss:"),
    "file:///etc/passwd",
  ]),
  ...toBadTargets(11, ["garbage", "", "https://", `${SUBMIT_URL}, ${SUBMIT_URL}`]),
  refused(11, "a submit without a target", { method: "POST", headers: { cookie: SESSION } }, 400),
  ...toBadTargets(12, [SUBMIT_URL.replace("https://", "https://a:b@")]),
  ...toBadTargets(13, [
    "https://169.254.169.254/latest/meta-data/",
    "https://localhost/fal-ai/kling-video",
    SUBMIT_URL.replace("https://queue.fal.run", "https://fal.run@evil.example"),
    SUBMIT_URL.replace("queue.fal.run", "evilfal.run"),
    SUBMIT_URL.replace("queue.fal.run", "queue.fal.run.evil.example"),
    SUBMIT_URL.replace("queue.fal.run", "queue.fal.run:8443"),
    SUBMIT_URL.replace("queue.fal.run", "queue.fal.run."),
  ]),
  ...toBadTargets(15, [
    SUBMIT_URL.replace("/pro/", "/x/../pro/"),
    SUBMIT_URL.replace("/pro/", "/%2e%2e/pro/"),
    SUBMIT_URL.replace("/pro/", "%2fpro/"),
    SUBMIT_URL.replace("/pro/", "//pro/"),
    SUBMIT_URL.replace("/pro/", "/PRO/"),
    SUBMIT_URL.replaceAll("/fal-ai", "\\fal-ai"),
    `${SUBMIT_URL}/`,
  ]),
  ...toBadTargets(15, [`${RESULT_URL}/`, `${REQUESTS}x/../${REQUEST_ID}`], "GET"),
  ...toBadTargets(15, [CANCEL_URL.replace("/cancel", "/../cancel"), `${CANCEL_URL}/`], "PUT"),
  ...toBadTargets(16, [`${SUBMIT_URL}?fal_webhook=https://evil.example`]),
  ...toBadTargets(17, [`${SUBMIT_URL}?`, `${SUBMIT_URL}#top`]),
  ...toBadTargets(17, [`${RESULT_URL}?logs=1`, `${RESULT_URL}/status?logs=1&x=1`], "GET"),
  ...toBadTargets(17, [`${CANCEL_URL}?force=1`], "PUT"),
  ...toBadTargets(
    21,
    [
      `${REQUESTS}../../x`,
      `${REQUESTS}undefined%00`,
      `${REQUESTS}${"a".repeat(10_000)}`,
      `${REQUESTS}1-${encodeURIComponent("ключ-запроса")}`,
    ],
    "GET",
  ),
  refused(23, "a body of 40 kB", post(SUBMIT_URL, { ...INPUT, prompt: "x".repeat(40_000) }), 413),
  refused(23, "a body of text", post(SUBMIT_URL, INPUT, { "content-type": "text/plain" }), 415),
  refused(23, "half a body", post(SUBMIT_URL, "{"), 400, "invalid_body"),
  refused(23, "no body", post(SUBMIT_URL, ""), 400, "invalid_body"),
  refused(23, "a deep body", post(SUBMIT_URL, "[".repeat(30_000)), 400, "invalid_body"),
  refused(23, "a list", post(SUBMIT_URL, []), 422),
  refused(23, "a field that the model does not know", post(SUBMIT_URL, { ...INPUT, seed: 1 }), 422),
  ...[
    "data:image/png;base64,AAAA",
    "http://v3.fal.media/files/lion/fox.jpg",
    "https://localhost/fox.jpg",
    "https://10.0.0.7/fox.jpg",
    "https://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
  ].flatMap((url) =>
    ["image_url", "tail_image_url"].map((field) =>
      refused(24, `${url} as ${field}`, post(SUBMIT_URL, { ...INPUT, [field]: url }), 422),
    ),
  ),
  ...[
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site", origin: "https://other.app.example" },
    { "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ].map((headers) =>
    refused(
      30,
      `a page elsewhere: ${JSON.stringify(headers)}`,
      post(SUBMIT_URL, INPUT, headers),
      403,
      "cross_site",
    ),
  ),
  ...["text/html", "image/svg+xml", "image/png; x=../", undefined].map((content_type) =>
    refused(
      42,
      `an upload of ${String(content_type)}`,
      post(INITIATE_URL, { content_type, file_name: "x.png" }),
      422,
    ),
  ),
];

function toBadTargets(number: number, targets: readonly string[], method = "POST"): Attack[] {
  return targets.map((target) => {
    const request = method === "POST" ? post(target, INPUT) : toTarget(target, { method });
    return refused(number, `${method} to ${JSON.stringify(shorten(target))}`, request, 400);
  });
}

function refused(
  number: number,
  title: string,
  request: SendOptions,
  status: number,
  reason = REASONS[status] ?? "proxy_error",
): Attack {
  return { number, title, request, status, reason };
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
