// A host whose every part can fail, in a process of its own: whatever it prints is the product's.
import { createServer } from "node:http";
import { createKlingProxy, toNodeHandler } from "./server.mjs";

const handler = createKlingProxy({
  falKey: process.env.FAL_KEY,
  authorize(request) {
    const cookie = request.headers.get("cookie") ?? "";
    if (cookie.includes("throws")) throw new Error(`no session for ${cookie}`);
    return cookie.includes("signed-in") ? { userId: "ada" } : null;
  },
  fetch: async (request) => {
    const text = await request.text();
    const error = new Error(
      `fetch failed: ${request.url} ${request.headers.get("authorization")} ${text}`,
    );
    if (text.includes("refused")) error.cause = { code: "ECONNREFUSED" };
    throw error;
  },
});

const server = createServer(toNodeHandler(handler)).listen(0, "127.0.0.1", () => {
  process.send(server.address().port);
});
process.on("disconnect", () => process.exit());
