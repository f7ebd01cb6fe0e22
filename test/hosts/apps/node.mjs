import { createServer } from "node:http";
import { toNodeHandler } from "react-kling-video/server";
import { handler } from "./handler.mjs";
import { sayWhere } from "./sayWhere.mjs";

const handleFal = toNodeHandler(handler);

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/api/fal/proxy") void handleFal(request, response);
  else response.writeHead(404).end();
});

server.listen(0, "127.0.0.1", sayWhere);
