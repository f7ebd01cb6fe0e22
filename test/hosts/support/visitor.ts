import { expect } from "vitest";
import { INPUT, post, SUBMIT_URL, toTarget } from "../../server/support/requests.js";
import type { SendOptions } from "../../server/support/send.js";
import { APP_ID } from "../../../src/model/endpoint.js";
import type { RunningHost } from "./setUpHost.js";

/** A signed-in visitor whom the host has not seen yet. */
export interface Visitor {
  cookie: string;
  /** A request to the proxy, for a URL at fal. */
  toTarget: (target: string, options?: SendOptions) => SendOptions;
  /** As `toTarget`, a POST with a JSON body. */
  post: (target: string, body: unknown, headers?: SendOptions["headers"]) => SendOptions;
}

let visitors = 0;

/** @param kind what the test host knows the visitor by: `short` may buy the short length only */
export function createVisitor(kind = "visitor"): Visitor {
  const cookie = `session=${kind}${(visitors += 1)}-canary`;
  return {
    cookie,
    toTarget: (target, { signal, ...options } = {}) => ({
      ...toTarget(target, { ...options, headers: { cookie, ...options.headers } }),
      signal,
    }),
    post: (target, body, headers) => post(target, body, { cookie, ...headers }),
  };
}

/** A visitor makes a video: its URL at fal. */
export async function submit({ ask }: RunningHost, visitor: Visitor): Promise<string> {
  const answer = await ask(visitor.post(SUBMIT_URL, INPUT));
  expect(answer.status).toBe(200);
  return `https://queue.fal.run/${APP_ID}/requests/${String(answer.json()["request_id"])}`;
}
