import { APP_ID, ENDPOINT_ID } from "../../../src/model/endpoint.js";
import { SESSION } from "./startProxy.js";
import type { SendOptions } from "./send.js";

export const REQUEST_ID = "764cabcf-b745-4b3e-ae38-1200304cf45b";
export const SUBMIT_URL = `https://queue.fal.run/${ENDPOINT_ID}`;
export const RESULT_URL = `https://queue.fal.run/${APP_ID}/requests/${REQUEST_ID}`;
export const STATUS_URL = `${RESULT_URL}/status?logs=1`;
export const STREAM_URL = `${RESULT_URL}/status/stream?logs=1`;
export const CANCEL_URL = `${RESULT_URL}/cancel`;
export const INITIATE_URL = "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3";

export const INPUT = {
  prompt: "prompt-canary: the fox looks up",
  image_url: "https://v3.fal.media/files/lion/fox.jpg",
  duration: "5",
};

/** A request of a signed-in visitor to the proxy, as fal's client writes it. */
export function toTarget(target: string, { method, headers, body }: SendOptions = {}): SendOptions {
  return {
    method: method ?? "GET",
    headers: { cookie: SESSION, "x-fal-target-url": target, ...headers },
    body,
  };
}

/** As `toTarget`, a POST with a JSON body. */
export function post(
  target: string,
  body: unknown,
  headers: SendOptions["headers"] = {},
): SendOptions {
  return toTarget(target, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
