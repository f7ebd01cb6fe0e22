// A host whose every part can fail, in a process of its own: whatever it prints is the product's,
// beside the events, which it writes to its log as many hosts do.
import { createKlingProxy, createMemoryStore, toNodeHandler } from "./server.mjs";
import { tellHost } from "./tellHost.mjs";

const { FAL_KEY, REQUEST_ID } = process.env;

let isStoreDown = false;
let jobs = 0;

function createFailingStore() {
  const store = createMemoryStore();
  const failing = { isShared: true };
  for (const method of ["create", "get", "set", "delete", "add"]) {
    failing[method] = async (...args) => {
      if (isStoreDown) throw new Error(`redis://:store-canary@store: ${JSON.stringify(args)}`);
      return store[method](...args);
    };
  }
  return failing;
}

async function answerAsFal(request) {
  const text = await request.text();
  if (text.includes("loses the store")) isStoreDown = true;
  if (text.includes("is taken")) {
    jobs += 1;
    const request_id = `${REQUEST_ID}-${jobs}`;
    return Response.json(
      { status: "IN_QUEUE", request_id },
      { headers: { "x-fal-request-id": request_id } },
    );
  }
  if (text.includes("fal refuses")) {
    return Response.json(
      { detail: [{ loc: ["body"], msg: text, type: "missing" }] },
      { status: 422 },
    );
  }
  if (request.url.endsWith(`${REQUEST_ID}-1`)) {
    const video = { url: "https://v3.fal.media/files/signed-canary.mp4?signature=signed-canary" };
    return Response.json({ video }, { headers: { "x-fal-billable-units": "5" } });
  }
  const error = new Error(
    `fetch failed: ${request.url} ${request.headers.get("authorization")} ${text}`,
  );
  if (text.includes("refused")) error.cause = { code: "ECONNREFUSED" };
  throw error;
}

const handler = createKlingProxy({
  falKey: FAL_KEY,
  production: true,
  store: createFailingStore(),
  budget: { perUser: { usd: 1.05, per: "day" } },
  policy: {
    durations: ["5"],
    moderate({ prompt }) {
      if (prompt.includes("moderate throws")) throw new Error(`cannot judge: ${prompt}`);
      return prompt.includes("forbidden") ? "This is not made here." : null;
    },
  },
  authorize(request) {
    const cookie = request.headers.get("cookie") ?? "";
    isStoreDown = cookie.includes("store-down");
    if (cookie.includes("throws")) throw new Error(`no session for ${cookie}`);
    return cookie.includes("signed-in") ? { userId: "ada" } : null;
  },
  onEvent(event) {
    console.log(JSON.stringify(event));
    throw new Error(`a log that is full: ${JSON.stringify(event)}`);
  },
  fetch: answerAsFal,
});

tellHost(toNodeHandler(handler));
