import { once } from "node:events";
import { createServer as createNetServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { createServer } from "vite";
import type { HostServer } from "./startHostServer.js";

/** Serves the test host as its developer has it before them: Vite, which changes the running page. */
export async function startDevServer(hostApp: string): Promise<HostServer> {
  const port = await findFreePort();
  const server = await createServer({
    root: join(hostApp, "testHost"),
    configFile: false,
    logLevel: "error",
    plugins: [react()],
    // The page is reached through another server; its changes come straight from here.
    server: { host: "127.0.0.1", port, strictPort: true, hmr: { clientPort: port } },
  });
  await server.listen();
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function findFreePort(): Promise<number> {
  const probe = createNetServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
