import { ATTEMPT_HEADER } from "../model/attemptHeader.js";
import { APP_ID, ENDPOINT_ID } from "../model/endpoint.js";
import { KlingVideoError } from "../model/KlingVideoError.js";
import { askPrice } from "./askPrice.js";
import { createGuardedFetch, type GuardedCall, type GuardOptions } from "./guardedFetch.js";
import type { FalTransportOptions } from "./FalTransportOptions.js";
import { canBeAsked, findAttempt } from "./findAttempt.js";
import { judgeCancel } from "./judgeCancel.js";
import { judgeResult } from "./judgeResult.js";
import { judgeStatus } from "./judgeStatus.js";
import { judgeSubmit, unconfirmed } from "./judgeSubmit.js";
import { judgeInitiate, uploadBroken } from "./judgeUpload.js";
import type { KlingTransport } from "./KlingTransport.js";
import { pingProxy } from "./pingProxy.js";
import { putFile } from "./putFile.js";
import { watchStatusStream } from "./statusStream.js";
import { takesAttempts } from "./takesAttempts.js";
import { uploadFile, type PutAtPlace } from "./uploadFile.js";
import { isOffline } from "./whenOnline.js";

type Codec = ReturnType<typeof import("./falClient.js").createCodec>;

const READ_TIMEOUT_MS = 30_000;

/** For so long a good answer of the proxy counts as a sign of life. */
const ALIVE_FOR_MS = 10_000;

/**
 * The way to fal through a host's own proxy route, on fal's own client. The client is loaded with
 * the first request; every request passes the guarded fetch.
 *
 * @example
 * const transport = createFalTransport({ proxyUrl: "/api/fal/proxy" });
 */
export function createFalTransport(options: FalTransportOptions): KlingTransport {
  let lastAnswerAt = -Infinity;
  /** Whether a proxy on another origin takes the names of attempts; `undefined` until it is known. */
  let isTaken: boolean | undefined;
  const onAnswer = () => {
    lastAnswerAt = performance.now();
  };
  const proxyUrl = () => toAbsoluteUrl(options.proxyUrl);
  const guardOptions = (): GuardOptions => ({ ...options, proxyUrl: proxyUrl(), onAnswer });
  const takesNames = () => isOwnOrigin(proxyUrl()) || isTaken;
  const isAllowed = (url: string) => isOwnOrHttps(url, proxyUrl());

  async function run<T>(call: GuardedCall<T>, ask: (codec: Codec) => Promise<unknown>): Promise<T> {
    const guard = createGuardedFetch(guardOptions(), call);
    const { createCodec } = await loadClient();
    try {
      await ask(createCodec(proxyUrl(), guard.fetch));
    } catch (error) {
      // What has been answered stays answered, whatever the client makes of it.
      if (!guard.result()) throw error;
    }
    const answer = guard.result();
    if (!answer) throw call.lost();
    return answer.value;
  }

  return {
    get id() {
      return proxyUrl();
    },

    warm() {
      loadClient().catch(() => {}); // the call that needs it says so
    },

    async prepare() {
      await loadClient();
      const isAlive = !isOffline() && performance.now() - lastAnswerAt < ALIVE_FOR_MS;
      if (isAlive && takesNames() !== undefined) return;
      if (isOwnOrigin(proxyUrl())) await pingProxy(guardOptions());
      else isTaken = await takesAttempts(guardOptions());
      onAnswer();
    },

    async submit(input, { attemptId, onQueued }) {
      // A browser may repeat a POST by itself; our proxy then knows the attempt.
      const headers = takesNames() ? { [ATTEMPT_HEADER]: attemptId } : undefined;
      const taken = await run({ judge: judgeSubmit, lost: unconfirmed }, (codec) =>
        codec.queue.submit(ENDPOINT_ID, headers ? { input, headers } : { input }),
      );
      if (taken.queuePosition !== null) onQueued?.(taken.queuePosition);
      return taken.requestId;
    },

    async findAttempt(attemptId, { signal } = {}) {
      const isAsked = takesNames() || (await canBeAsked(guardOptions(), signal));
      return isAsked ? findAttempt(attemptId, guardOptions(), signal) : { outcome: "not-kept" };
    },

    price({ signal } = {}) {
      return askPrice(guardOptions(), signal);
    },

    status(requestId, { signal, logs = false } = {}) {
      const call = { judge: judgeStatus, lost: unreachable, signal, timeoutMs: READ_TIMEOUT_MS };
      return run(call, (codec) => codec.queue.status(ENDPOINT_ID, { requestId, logs }));
    },

    watch(requestId, { signal, logs = false, onStatus }) {
      const target = `https://queue.fal.run/${APP_ID}/requests/${requestId}/status/stream?logs=${logs ? 1 : 0}`;
      return watchStatusStream(target, { ...guardOptions(), signal, onStatus });
    },

    result(requestId, { signal } = {}) {
      const call = {
        judge: (answer: Parameters<typeof judgeResult>[0]) => judgeResult(answer, isAllowed),
        lost: unreachable,
        signal,
        timeoutMs: READ_TIMEOUT_MS,
      };
      return run(call, async (codec) => codec.queue.result(ENDPOINT_ID, { requestId }));
    },

    cancel(requestId) {
      const lost = () => new KlingVideoError({ code: "cancel-failed", charged: "maybe" });
      return run({ judge: judgeCancel, lost, timeoutMs: READ_TIMEOUT_MS }, (codec) =>
        codec.queue.cancel(ENDPOINT_ID, { requestId }),
      );
    },

    upload(file, uploadOptions = {}) {
      const send = async (put: PutAtPlace) => {
        const guard = createGuardedFetch<void>(guardOptions(), {
          judge: (answer) => judgeInitiate(answer, isAllowed),
          lost: uploadBroken,
          signal: uploadOptions.signal,
          timeoutMs: READ_TIMEOUT_MS,
          put,
        });
        const { createCodec } = await loadClient();
        return createCodec(proxyUrl(), guard.fetch).storage.upload(file);
      };
      return uploadFile(send, options.put ?? putFile, uploadOptions);
    },
  };
}

/** A chunk that cannot be loaded is no network failure of a request: nothing was sent. */
async function loadClient() {
  try {
    return await import("./falClient.js");
  } catch {
    throw new KlingVideoError({ code: "client-unavailable", charged: "no" });
  }
}

function unreachable(): KlingVideoError {
  return new KlingVideoError({ code: "unreachable", charged: "maybe" });
}

function toAbsoluteUrl(url: string): string {
  return typeof document === "undefined" ? url : new URL(url, document.baseURI).href;
}

function isOwnOrigin(url: string): boolean {
  return typeof location !== "undefined" && new URL(url).origin === location.origin;
}

/** What the transport returns must be https, or of the page's or the proxy's own origin. */
function isOwnOrHttps(url: string, proxyUrl: string): boolean {
  try {
    const { protocol, origin } = new URL(url);
    return protocol === "https:" || isOwnOrigin(url) || origin === new URL(proxyUrl).origin;
  } catch {
    return false;
  }
}
