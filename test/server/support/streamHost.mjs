// One host process with a real upstream, for everybody.
import { createKlingProxy, toNodeHandler } from "./server.mjs";
import { tellHost } from "./tellHost.mjs";

const { FAL_KEY, UPSTREAM } = process.env;

tellHost(
  toNodeHandler(
    createKlingProxy({
      falKey: FAL_KEY,
      production: false,
      authorize: () => ({ userId: "ada" }),
      requestsPerMinute: { reads: 1_000_000, misses: 1_000_000 },
      fetch(request) {
        const { host, pathname, search } = new URL(request.url);
        return fetch(new Request(`${UPSTREAM}/https/${host}${pathname}${search}`, request));
      },
    }),
  ),
);
