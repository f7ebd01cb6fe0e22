import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { KlingProxyOptions } from "../../../src/server/index.js";
import type { FalSimulator, FaultScript } from "../../../src/simulator/index.js";
import { startFal } from "../../support/startFal.js";
import { bundleServer } from "./bundleServer.js";
import { type Host, startHosts } from "./startHosts.js";
import type { Service } from "./startService.js";
import { SHARED_KINDS } from "./storeKinds.js";

/** Three processes of one host, with nothing in the store yet. */
export interface Processes {
  hosts: [Host, Host, Host];
  simulator: FalSimulator;
  /** The server behind their store. */
  service: Service;
}

interface Setup {
  options?: Partial<KlingProxyOptions>;
  /** What happens to every job. */
  script?: FaultScript;
}

/** Runs tests with three processes on one real Redis, and with three on one real Postgres. */
export function describeProcesses(
  describeTests: (start: (setup?: Setup) => Promise<Processes>) => void,
): void {
  // node-redis differs from ioredis in nothing that matters here: the contract of stores has it.
  const kinds = SHARED_KINDS.filter(({ client }) => client !== "node-redis");
  let runs = 0;

  describe.each(kinds)("three processes on one $name", ({ client, isMissing, startService }) => {
    describe.skipIf(isMissing)("as store", () => {
      let service: Service;
      let server: Awaited<ReturnType<typeof bundleServer>>;
      beforeAll(async () => {
        [service, server] = await Promise.all([startService(), bundleServer()]);
      }, 120_000);
      afterAll(() => Promise.all([service.close(), server.remove()]));

      describeTests(async ({ options = {}, script = {} } = {}) => {
        const fal = await startFal();
        onTestFinished(fal.close);
        // No generation ends while a test looks at it.
        fal.simulator.setDefaults({ queueMs: 600_000, ...script });
        const { bundle } = server;
        const store = { client, port: service.port, name: `run_${(runs += 1)}` };
        const hosts = await startHosts({ bundle, falOrigin: fal.origin, store, options });
        return { hosts, simulator: fal.simulator, service };
      });
    });
  });
}
