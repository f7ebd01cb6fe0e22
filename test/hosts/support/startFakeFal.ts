import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Answerer,
  noteRequest,
  type SeenRequest,
} from "../../server/support/startUpstream.js";

/** A small server in fal's place, for answers that fal itself would hardly give. */
export interface FakeFal {
  origin: string;
  /** What has come since the last reset. */
  seen: readonly SeenRequest[];
  /** How it answers until the next reset. */
  answerWith: (answer: Answerer) => void;
  /** Submits get an id, everything else `{"ok":true}`. */
  reset: () => void;
  /** Nothing listens there any more, until it is started again. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
}

export async function startFakeFal(): Promise<FakeFal> {
  const seen: SeenRequest[] = [];
  let answer = answerOk;
  const server = createServer((request, response) => {
    void noteRequest(request, response).then((entry) => {
      seen.push(entry);
      answer(entry, response);
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    answerWith(next) {
      answer = next;
    },
    reset() {
      answer = answerOk;
      seen.length = 0;
    },
    start: () => listen(port),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const answerOk: Answerer = ({ method, url }, response) => {
  response.setHeader("content-type", "application/json");
  const isSubmit = method === "POST" && url.endsWith("/image-to-video");
  const request_id = `${crypto.randomUUID().slice(0, 23)}-id-canary`;
  response.end(JSON.stringify(isSubmit ? { request_id, status: "IN_QUEUE" } : { ok: true }));
};
