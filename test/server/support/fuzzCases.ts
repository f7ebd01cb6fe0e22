import fc from "fast-check";
import { PRICING_URL } from "../../../src/model/endpoint.js";
import {
  CANCEL_URL,
  INITIATE_URL,
  INPUT,
  RESULT_URL,
  STATUS_URL,
  STREAM_URL,
  SUBMIT_URL,
} from "./requests.js";
import { SESSION } from "./startProxy.js";

/** Stands in what a visitor writes: no answer and no log may hold it. */
export const PROMPT_CANARY = "prompt-canary";
export const COOKIE_CANARY = SESSION;

/** One request of the fuzzer. */
export interface FuzzCase {
  method: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array | null;
  /** What is said of the body's length. */
  length: "true" | "too short" | "too long" | "chunked" | "nonsense";
}

const VALID: readonly (readonly [method: string, target: string])[] = [
  ["POST", SUBMIT_URL],
  ["POST", INITIATE_URL],
  ["GET", RESULT_URL],
  ["GET", STATUS_URL],
  ["GET", STREAM_URL],
  ["PUT", CANCEL_URL],
  ["GET", PRICING_URL],
];

const PIECES = [
  "..",
  "%2f",
  "%2e%2e",
  "//",
  "\\",
  "@",
  ":",
  "?",
  "#",
  ";",
  "%00",
  "%",
  "\t",
  " ",
  ",",
  "[",
  "evil.example",
  "user:pass@",
  ":8443",
  ".",
  "?logs=1",
  "&x=1",
  "fal_webhook=https://e.x",
  "A",
  "É",
  "ﬀ",
  "。",
  "🦊",
  "a".repeat(10_000),
  "\u00ad",
  "requests/",
  "localhost",
  "0",
];

const SCHEMES = [
  "http:",
  "ftp:",
  "ws:",
  "wss:",
  "file:",
  "javascript:",
  "data:",
  "HTTPS:",
  "blob:",
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(...PIECES),
);

/** A URL of fal with something in it that does not belong there, and the method that it has. */
const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.constantFrom<Change>("insert", "replace", "cut", "upper", "scheme", "append", "prepend"),
    fc.nat(),
    fc.constantFrom(...PIECES, ...SCHEMES),
  )
  .map(
    ([[method, target], how, place, piece]) => [method, change(target, how, place, piece)] as const,
  );

/** A URL of fal that asks for more than the page may. */
const suffixed = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.constantFrom(
      "?fal_webhook=https%3A%2F%2Fe.x",
      "&fal_webhook=x",
      "?logs=2",
      "?x=1",
      "#x",
      "/",
    ),
  )
  .map(([[method, url], suffix]) => [method, url + suffix] as const);

type Change = "insert" | "replace" | "cut" | "upper" | "scheme" | "append" | "prepend";

function change(target: string, how: Change, place: number, piece: string): string {
  const at = place % (target.length + 1);
  switch (how) {
    case "insert":
      return target.slice(0, at) + piece + target.slice(at);
    case "replace":
      return target.slice(0, at) + piece + target.slice(at + piece.length);
    case "cut":
      return target.slice(0, at);
    case "upper":
      return target.slice(0, at) + target.slice(at, at + 1).toUpperCase() + target.slice(at + 1);
    case "scheme":
      return target.replace("https:", piece);
    case "append":
      return target + piece;
    case "prepend":
      return piece + target;
  }
}

const target = fc.oneof(
  { weight: 2, arbitrary: mutated.map(([, url]) => url) },
  { weight: 1, arbitrary: anyText },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
);

const attemptId = fc.oneof(
  fc.uuid(),
  fc.constantFrom("same-attempt", "__proto__", "constructor", "", "a".repeat(65), "../x"),
  anyText,
);

const headerName = fc.oneof(
  fc.constantFrom(
    "origin",
    "sec-fetch-site",
    "sec-fetch-mode",
    "authorization",
    "x-fal-store-io",
    "referer",
    "x-fal-object-lifecycle-preference",
    "x-forwarded-for",
    "x-forwarded-host",
    "forwarded",
    "__proto__",
    "constructor",
    "accept-encoding",
    "accept",
    "expect",
    "range",
    "te",
    "via",
    "access-control-request-headers",
    "access-control-request-method",
    "x-fal-target-url",
    "content-encoding",
    "if-none-match",
    "upgrade",
    "x-http-method-override",
    "host",
    "cookie2",
  ),
  fc.stringMatching(/^[a-z][a-z0-9_!#$%&'*+.^`|~-]{0,20}$/),
);

const headerValue = fc.oneof(
  anyText,
  fc.constantFrom(
    "null",
    "https://app.example",
    "https://evil.example",
    "same-origin",
    "cross-site",
    "none",
    "100-continue",
    "gzip, br",
    "bytes=0-1",
    "websocket",
    "*",
    "GET",
    "x-a, x-b",
    "0",
    "-1",
  ),
);

const json = fc.oneof(
  { weight: 4, arbitrary: fc.constant(INPUT) },
  { weight: 2, arbitrary: fc.string({ unit: "binary" }).map((prompt) => ({ ...INPUT, prompt })) },
  fc.record({
    prompt: fc.oneof(fc.constant(PROMPT_CANARY), fc.jsonValue(), fc.constant("forbidden")),
    image_url: fc.oneof(fc.constant(INPUT.image_url), fc.webUrl(), fc.jsonValue(), anyText),
  }),
  fc
    .tuple(
      fc.constantFrom(...Object.keys(INPUT), "cfg_scale", "tail_image_url", "__proto__", "other"),
      fc.oneof(fc.jsonValue(), fc.double(), anyText),
    )
    .map(([field, value]) => ({ ...INPUT, [field]: value })),
  fc.jsonValue().map((value) => ({ [PROMPT_CANARY]: value })),
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { content_type: "image/png", file_name: `../${PROMPT_CANARY}.html` },
      { content_type: "text/html", file_name: PROMPT_CANARY },
    ),
  },
  fc.jsonValue(),
);

const bodyText = fc.oneof(
  { weight: 6, arbitrary: json.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.constantFrom("", "{", "null", "\ufeff{}", '{"a":1}{', "{'a':1}") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "[".repeat(20_000),
      '{"a":'.repeat(6_000),
      `{"prompt":"${PROMPT_CANARY}${"x".repeat(40_000)}"}`,
      `"${"x".repeat(200_000)}"`,
      `{"prompt":"${PROMPT_CANARY}`,
      '{"__proto__":{"prompt":"x"},"constructor":1}',
    ),
  },
);

const body = fc.oneof(
  { weight: 8, arbitrary: bodyText.map((text) => new TextEncoder().encode(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: bodyText.map((text) => new Uint8Array(Buffer.from(text, "utf16le"))) },
);

const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("application/json", "application/json; charset=utf-8") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("text/plain", "application/jsonp", "", "multipart/form-data"),
  },
  { weight: 1, arbitrary: anyText },
);

const cookie = fc.oneof(
  { weight: 8, arbitrary: fc.constant(SESSION) },
  { weight: 1, arbitrary: anyText },
);

/** Whatever may reach a server that stands in the internet; most of it nearly right. */
export const fuzzCase: fc.Arbitrary<FuzzCase> = fc
  .record({
    pair: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...VALID) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...METHODS), fc.constant(SUBMIT_URL)) },
      { weight: 4, arbitrary: mutated },
      { weight: 1, arbitrary: suffixed },
      { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...METHODS), target) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...METHODS), fc.constant(null)) },
    ),
    cookie,
    contentType: fc.option(contentType, { freq: 10 }),
    attemptId: fc.option(attemptId, { freq: 2 }),
    headers: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.tuple(headerName, headerValue), { maxLength: 5 }) },
    ),
    body: fc.option(body, { freq: 8 }),
    length: fc.oneof(
      { weight: 12, arbitrary: fc.constant<FuzzCase["length"]>("true") },
      {
        weight: 1,
        arbitrary: fc.constantFrom<FuzzCase["length"]>(
          "too short",
          "too long",
          "chunked",
          "nonsense",
        ),
      },
    ),
  })
  .map(({ pair: [method, url], cookie: session, contentType: type, attemptId: id, ...rest }) => ({
    method,
    body: rest.body,
    length: rest.length,
    headers: [
      ["cookie", session],
      ...(url === null ? [] : [["x-fal-target-url", url] as const]),
      ...(type === null ? [] : [["content-type", type] as const]),
      ...(id === null ? [] : [["x-kling-attempt-id", id] as const]),
      ...rest.headers,
    ],
  }));
