import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { UpstreamFetch } from "../../../src/server/index.js";
import { listen } from "./listen.js";

export interface SeenRequest {
  method: string;
  /** The URL at fal that was meant. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Resolves when the connection closes before the answer is complete. */
  left: Promise<void>;
}

export type Answerer = (request: SeenRequest, response: ServerResponse) => void;

export interface Upstream {
  fetch: UpstreamFetch;
  seen: SeenRequest[];
}

/** A small server in fal's place, for answers that fal itself would hardly give. */
export async function startUpstream(answer: Answerer = answerOk): Promise<Upstream> {
  const seen: SeenRequest[] = [];
  const { origin } = await listen((request, response) => {
    void noteRequest(request, response).then((entry) => {
      seen.push(entry);
      answer(entry, response);
    });
  });
  return {
    seen,
    fetch(request) {
      const { host, pathname, search } = new URL(request.url);
      return fetch(new Request(`${origin}/https/${host}${pathname}${search}`, request));
    },
  };
}

function answerOk(_: SeenRequest, response: ServerResponse): void {
  response.setHeader("content-type", "application/json");
  response.end('{"ok":true}');
}

/** What has come, once it is there to its end. */
export async function noteRequest(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<SeenRequest> {
  const left = new Promise<void>((resolve) => {
    response.on("close", () => {
      if (!response.writableFinished) resolve();
    });
  });
  let body = "";
  request.setEncoding("utf8");
  for await (const chunk of request) body += String(chunk);
  return {
    method: request.method ?? "",
    url: (request.url ?? "").replace("/https/", "https://"),
    headers: request.headers,
    body,
    left,
  };
}
