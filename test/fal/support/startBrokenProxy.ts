import type { IncomingMessage, ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { startFal, type RunningFal } from "../../support/startFal.js";
import { listen } from "../../server/support/listen.js";

/** Answers in the proxy's place, or hands the request on to a proxy that works. */
export type Breakage = (
  request: IncomingMessage,
  response: ServerResponse,
  passOn: () => Promise<Response>,
) => void | Promise<void>;

/** A proxy that is made by hand and not quite right, with fal behind it, over real HTTP. */
export async function startBrokenProxy(
  breakage: Breakage,
): Promise<{ proxyUrl: string; fal: RunningFal }> {
  const fal = await startFal();
  onTestFinished(() => fal.close());
  const { origin } = await listen((request, response) => {
    const answer = async () => breakage(request, response, () => passOn(request, fal.proxyUrl));
    answer().catch(() => response.destroy()); // fal was closed under an open stream
  });
  return { proxyUrl: `${origin}/api/fal/proxy`, fal };
}

/** Gives an answer on as it is, but for what is changed. */
export async function answerAs(
  response: ServerResponse,
  answer: Response,
  { status = answer.status, headers = {} }: { status?: number; headers?: object } = {},
): Promise<void> {
  const text = await answer.text();
  response.writeHead(status, { ...Object.fromEntries(answer.headers), ...headers });
  response.end(text);
}

/** Hands a request on to a proxy that works. */
export async function passOn(request: IncomingMessage, proxyUrl: string): Promise<Response> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const names = ["content-type", "x-fal-target-url", "x-kling-attempt-id", "accept"];
  const headers = names.flatMap((name): [string, string][] => {
    const value = request.headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
  return fetch(proxyUrl, {
    method: request.method ?? "GET",
    headers,
    body: body === "" ? null : body,
  });
}
