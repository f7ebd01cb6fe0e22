import { fastify } from "fastify";
import { toNodeHandler } from "react-kling-video/server";
import { handler } from "./handler.mjs";

const app = fastify();

app.register(async (scope) => {
  // The proxy reads bodies itself, and says what is wrong with them.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _body, done) => done(null));

  scope.all("/api/fal/proxy", (request, reply) => {
    reply.hijack();
    return toNodeHandler(handler)(request.raw, reply.raw);
  });
});

console.log(await app.listen({ port: 0, host: "127.0.0.1" }));
