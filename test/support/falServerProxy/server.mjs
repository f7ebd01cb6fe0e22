// The proxy as the README of @fal-ai/server-proxy sets it up on Express.
import * as falProxy from "@fal-ai/server-proxy/express";
import express from "express";

const app = express();

// Pages of the tests come from other ports.
app.use((request, response, next) => {
  const { origin } = request.headers;
  if (origin !== undefined) {
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("vary", "origin");
  }
  if (request.method !== "OPTIONS") return next();
  response.setHeader("access-control-allow-methods", "GET, POST, PUT");
  response.setHeader(
    "access-control-allow-headers",
    request.headers["access-control-request-headers"] ?? "",
  );
  response.status(204).end();
});

app.use(express.json());
app.all(falProxy.route, falProxy.handler);

const server = app.listen(0, "127.0.0.1", () => {
  process.send({ proxyUrl: `http://127.0.0.1:${server.address().port}${falProxy.route}` });
});

// The process ends with the one that started it.
process.on("disconnect", () => process.exit());
