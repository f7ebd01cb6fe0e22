import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";

export interface ListeningServer {
  server: Server;
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  origin: string;
  /** Cuts every connection, and every new one, for so many ms. */
  goOffline: (ms: number) => void;
  close: () => Promise<void>;
}

/** A server on a free port, whose connections can be cut. */
export async function listen(): Promise<ListeningServer> {
  const server = createServer();
  const sockets = new Set<Socket>();
  let offlineUntil = 0;
  server.on("connection", (socket) => {
    if (Date.now() < offlineUntil) return void socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    server,
    origin: `http://127.0.0.1:${address.port}`,
    goOffline(ms) {
      offlineUntil = Date.now() + ms;
      if (ms > 0) for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
