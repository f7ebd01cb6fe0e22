// A host with a fal that answers in many ways, and notes whatever a proxy must not send.
import { createKlingProxy, toNodeHandler } from "./server.mjs";
import { tellHost } from "./tellHost.mjs";

const { FAL_KEY, SESSION, ENDPOINT_ID, APP_ID, PRICING_URL } = process.env;

const ID = "[A-Za-z0-9][A-Za-z0-9_-]{7,63}";
const REQUESTS = `https://queue\\.fal\\.run/${APP_ID}/requests/${ID}`;
const ALLOWED = [
  `POST https://queue\\.fal\\.run/${ENDPOINT_ID}`,
  "POST https://rest\\.fal\\.ai/storage/upload/initiate\\?storage_type=fal-cdn-v3",
  `GET ${REQUESTS}`,
  `GET ${REQUESTS}/status(\\?logs=[01])?`,
  `GET ${REQUESTS}/status/stream(\\?logs=[01])?`,
  `PUT ${REQUESTS}/cancel`,
  `GET ${PRICING_URL.replace("?", "\\?")}`,
].map((each) => new RegExp(`^${each}$`));

const FIELDS = [
  "prompt",
  "image_url",
  "tail_image_url",
  "duration",
  "negative_prompt",
  "cfg_scale",
  "content_type",
  "file_name",
];

const violations = [];
const reached = {};

async function answerAsFal(request) {
  const headers = Object.fromEntries(request.headers);
  const line = `${request.method} ${request.url}`;
  const text = await request.text();
  const isAllowed = ALLOWED.findIndex((each) => each.test(line));
  reached[isAllowed] = (reached[isAllowed] ?? 0) + 1;
  if (isAllowed === -1) violations.push(line);
  const own = {
    authorization: `Key ${FAL_KEY}`,
    accept: line.includes("/stream") ? "text/event-stream" : "application/json",
    ...(request.method === "POST" ? { "content-type": "application/json" } : {}),
  };
  if (
    JSON.stringify(headers, Object.keys(headers).sort()) !==
    JSON.stringify(own, Object.keys(own).sort())
  ) {
    violations.push(`${line} ${JSON.stringify(headers)}`);
  }
  if (request.method === "POST") {
    const unknown = Object.keys(JSON.parse(text)).filter((name) => !FIELDS.includes(name));
    if (unknown.length > 0) violations.push(`${line} ${unknown.join()}`);
  } else if (text !== "") violations.push(`${line} with a body`);
  return toFalAnswer(
    request,
    Object.values(reached).reduce((sum, count) => sum + count),
  );
}

function toFalAnswer(request, turn) {
  const json = { "content-type": "application/json", "set-cookie": "upstream-canary=1" };
  const isStream = request.url.includes("/stream");
  switch (turn % 8) {
    case 0:
      return Response.json(
        { detail: [{ loc: ["body"], type: "missing" }] },
        { status: 422, headers: json },
      );
    case 1:
      return new Response("<!doctype html><h1>502</h1>", { status: 502 });
    case 2:
      return new Response(null, { status: 302, headers: { location: "https://evil.example" } });
    case 3:
      throw new TypeError(`fetch failed: ${request.url} ${FAL_KEY}`);
    case 4:
      return new Response(new ReadableStream({ start: (each) => each.error(new Error(FAL_KEY)) }), {
        headers: { "content-type": isStream ? "text/event-stream" : "application/json" },
      });
    default:
      if (isStream) {
        return new Response('data: {"status":"IN_QUEUE"}\n\n', {
          headers: { "content-type": "text/event-stream" },
        });
      }
      return Response.json(
        { status: "IN_QUEUE", request_id: crypto.randomUUID() },
        { headers: json },
      );
  }
}

const handler = createKlingProxy({
  falKey: FAL_KEY,
  production: false,
  allowedOrigins: ["https://app.example"],
  requestsPerMinute: { submits: 1e9, uploads: 1e9, reads: 1e9, misses: 1e9 },
  authorize: (request) =>
    request.headers.get("cookie")?.includes(SESSION) ? { userId: "ada" } : null,
  policy: { moderate: ({ prompt }) => (prompt.includes("forbidden") ? "Not here." : null) },
  onEvent: (event) => console.log(JSON.stringify(event)),
  fetch: answerAsFal,
});

tellHost(toNodeHandler(handler), () => ({ violations, reached }));
