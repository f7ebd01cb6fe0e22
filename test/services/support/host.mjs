// A host's server in a process of its own, on the bundle and the store that its environment names.
import { createServer } from "node:http";

const { bundle, falOrigin, store, options } = JSON.parse(process.env.KLING_HOST);
const server = await import(bundle);

const STORES = {
  async ioredis({ port, name }) {
    const { Redis } = await import("ioredis");
    const options = { host: "127.0.0.1", port, autoResendUnfulfilledCommands: false };
    const client = new Redis(options).on("error", () => undefined);
    return server.createRedisStore(client, { keyPrefix: name });
  },
  async "node-redis"({ port, name }) {
    const { createClient } = await import("redis");
    const client = createClient({ socket: { host: "127.0.0.1", port } });
    await client.connect();
    return server.createRedisStore(client, { keyPrefix: name });
  },
  async postgres({ port, user, name }) {
    const { default: pg } = await import("pg");
    const pool = new pg.Pool({ host: "127.0.0.1", port, user, database: "postgres" });
    return server.createPostgresStore(pool, { tableName: name });
  },
};

const handler = server.createKlingProxy({
  falKey: "key-id:key-secret",
  production: true,
  store: await STORES[store.client](store),
  authorize(request) {
    const userId = /^user=(\w+)$/.exec(request.headers.get("cookie") ?? "")?.[1];
    return userId === undefined ? null : { userId };
  },
  fetch(request) {
    const { host, pathname, search } = new URL(request.url);
    return fetch(new Request(`${falOrigin}/https/${host}${pathname}${search}`, request));
  },
  ...options,
});

const listener = createServer(server.toNodeHandler(handler)).listen(0, "127.0.0.1", () => {
  process.send(listener.address().port);
});
process.on("disconnect", () => process.exit());
