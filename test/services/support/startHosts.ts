import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type { KlingProxyOptions } from "../../../src/server/index.js";
import { POSTGRES_USER } from "./startPostgres.js";
import type { StoreKind } from "./storeKinds.js";

const HOST = fileURLToPath(new URL("host.mjs", import.meta.url));

/** A host's server in a process of its own. */
export interface Host {
  proxyUrl: string;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
}

interface HostsOptions {
  /** File of the bundled server entry. */
  bundle: string;
  falOrigin: string;
  store: {
    client: StoreKind["client"];
    port: number;
    /** The key prefix, or the table. */
    name: string;
  };
  /** Replaces options of the proxy; what JSON can say. */
  options?: Partial<KlingProxyOptions>;
}

/** Starts three processes on one store. They end with the test. */
export function startHosts(options: HostsOptions): Promise<[Host, Host, Host]> {
  return Promise.all([startHost(options), startHost(options), startHost(options)]);
}

async function startHost({ bundle, store, ...rest }: HostsOptions): Promise<Host> {
  const settings = {
    ...rest,
    bundle: pathToFileURL(bundle).href,
    store: { ...store, user: POSTGRES_USER },
  };
  const child = fork(HOST, {
    env: { ...process.env, NODE_ENV: "production", KLING_HOST: JSON.stringify(settings) },
    execArgv: [],
  });
  const exited = once(child, "exit");
  async function kill(): Promise<void> {
    child.kill("SIGKILL");
    await exited;
  }
  onTestFinished(kill);
  const [port] = await Promise.race([
    once(child, "message"),
    exited.then(() => {
      throw new Error("A host's process ended before it listened.");
    }),
  ]);
  return { proxyUrl: `http://127.0.0.1:${String(port)}/api/fal/proxy`, kill };
}
