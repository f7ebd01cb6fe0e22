import { onTestFinished } from "vitest";
import { createMemoryStore, type KlingProxyOptions } from "../../../src/server/index.js";
import type { FaultScript } from "../../../src/simulator/index.js";
import { startFal } from "../../support/startFal.js";
import { createBreakableStore } from "./createBreakableStore.js";
import { INPUT, post, SUBMIT_URL, toTarget } from "./requests.js";
import { send } from "./send.js";
import { startProxy } from "./startProxy.js";

interface GuardedOptions extends Partial<KlingProxyOptions> {
  /** What happens to every job. */
  script?: FaultScript;
}

interface SubmitOptions {
  /** Who is signed in. @default "ada" */
  user?: string | undefined;
  attemptId?: string | undefined;
  input?: object;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** `user=NAME`: that one is signed in. */
function readUser(request: Request): { userId: string } | null {
  const userId = /^user=(\w+)$/.exec(request.headers.get("cookie") ?? "")?.[1];
  return userId === undefined ? null : { userId };
}

/** The proxy as in production, fal in miniature behind it, and a store that can be taken down. */
export async function startGuarded({ script = {}, ...options }: GuardedOptions = {}) {
  const fal = await startFal();
  onTestFinished(fal.close);
  fal.simulator.setDefaults(script);
  const store = createBreakableStore(createMemoryStore());
  const proxy = await startProxy({
    production: true,
    store,
    fetch: fal.simulator,
    authorize: readUser,
    ...options,
  });
  const target = (url: string, method = "GET", user = "ada") =>
    send(proxy, toTarget(url, { method, headers: { cookie: `user=${user}` } }));
  const toRequest = (requestId: string) =>
    `https://queue.fal.run/fal-ai/kling-video/requests/${requestId}`;

  return {
    proxy,
    store,
    simulator: fal.simulator,
    target,
    submit({ user = "ada", attemptId, input = INPUT, signal, headers }: SubmitOptions = {}) {
      const named = attemptId === undefined ? {} : { "x-kling-attempt-id": attemptId };
      const request = post(SUBMIT_URL, input, { cookie: `user=${user}`, ...named, ...headers });
      return send(proxy, { ...request, signal });
    },
    find: (attemptId: string, user = "ada") =>
      send(proxy, { headers: { "x-kling-attempt-id": attemptId, cookie: `user=${user}` } }),
    status: (requestId: string, user?: string) =>
      target(`${toRequest(requestId)}/status?logs=1`, "GET", user),
    result: (requestId: string, user?: string) => target(toRequest(requestId), "GET", user),
    cancel: (requestId: string, user?: string) =>
      target(`${toRequest(requestId)}/cancel`, "PUT", user),
  };
}
