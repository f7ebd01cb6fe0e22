import { afterAll, beforeAll, beforeEach } from "vitest";
import type { RunningServer } from "../../e2e/support/startServer.js";
import { type Answer, open, send, type SendOptions } from "../../server/support/send.js";
import type { Host } from "./hosts.js";
import { type FakeFal, startFakeFal } from "./startFakeFal.js";

/** A host that runs, and the fal behind it. */
export interface RunningHost {
  host: Host;
  fal: FakeFal;
  server: RunningServer;
  /** The bodies of all answers that it has given to `ask`. */
  answers: readonly string[];
  /** One request to its proxy. */
  ask: (options: SendOptions) => Promise<Answer>;
  /** As `ask`, with the answer's body still open. */
  open: (options: SendOptions) => ReturnType<typeof open>;
  /** As `ask`, where the proxy stands behind the host's body parser. */
  askParsed: (options: SendOptions) => Promise<Answer>;
}

/** Keeps a host running for the tests around it. */
export function setUpHost(host: Host): () => RunningHost {
  let running: RunningHost | undefined;
  beforeAll(async () => {
    const fal = await startFakeFal();
    const server = await host.start(fal.origin);
    const answers: string[] = [];
    const askAt = async (path: string, options: SendOptions) => {
      const answer = await send(server.origin + path, options);
      answers.push(answer.text);
      return answer;
    };
    running = {
      host,
      fal,
      server,
      answers,
      ask: (options) => askAt(host.path, options),
      askParsed: (options) => askAt(host.parsedPath ?? host.path, options),
      open: (options) => open(server.origin + host.path, options),
    };
  });
  beforeEach(() => running?.fal.reset());
  afterAll(async () => {
    await running?.server.close();
    await running?.fal.stop();
  });
  return () => {
    if (!running) throw new Error("The host is there inside of tests only.");
    return running;
  };
}
