import { APP_ID } from "../../../src/model/endpoint.js";
import { INPUT, post, SUBMIT_URL, toTarget } from "../../server/support/requests.js";
import { type Answer, send } from "../../server/support/send.js";
import type { Host } from "./startHosts.js";

/** A press of a visitor. */
interface Press {
  user?: string;
  attempt: string;
}

export function submit({ proxyUrl }: Host, { user = "ada", attempt }: Press): Promise<Answer> {
  const headers = { cookie: `user=${user}`, "x-kling-attempt-id": attempt };
  return send(proxyUrl, post(SUBMIT_URL, INPUT, headers));
}

/** Sends them all at once, one after the other to another process. */
export function submitSpread(hosts: readonly Host[], presses: readonly Press[]): Promise<Answer[]> {
  return Promise.all(
    presses.flatMap((press, index) => {
      const host = hosts[index % hosts.length];
      return host ? [submit(host, press)] : [];
    }),
  );
}

/** What came of an attempt. */
export function find({ proxyUrl }: Host, { user = "ada", attempt }: Press): Promise<Answer> {
  const headers = { cookie: `user=${user}`, "x-kling-attempt-id": attempt };
  return send(proxyUrl, { headers });
}

/** Whether the proxy is there, and could send. */
export function ping({ proxyUrl }: Host, user = "ada"): Promise<Answer> {
  return send(proxyUrl, { headers: { cookie: `user=${user}` } });
}

export function readStatus({ proxyUrl }: Host, requestId: unknown, user = "ada"): Promise<Answer> {
  const headers = { cookie: `user=${user}` };
  return send(proxyUrl, toTarget(`${toUrl(requestId)}/status?logs=1`, { headers }));
}

export function cancel({ proxyUrl }: Host, requestId: unknown, user = "ada"): Promise<Answer> {
  const headers = { cookie: `user=${user}` };
  return send(proxyUrl, toTarget(`${toUrl(requestId)}/cancel`, { method: "PUT", headers }));
}

function toUrl(requestId: unknown): string {
  return `https://queue.fal.run/${APP_ID}/requests/${String(requestId)}`;
}
