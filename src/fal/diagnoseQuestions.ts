import { APP_ID } from "../model/endpoint.js";

/** Version 0: no request has ever had this id, and none will. */
const NO_REQUEST = "00000000-0000-0000-0000-000000000000";

const toUrl = (requestId: string) => `https://queue.fal.run/${APP_ID}/requests/${requestId}`;

/** One question to a proxy. There is none that costs money or changes something at fal. */
export interface Question {
  method: "GET" | "PUT" | "POST";
  /** The URL at fal; without it the proxy itself is asked. */
  target?: string;
  accept?: string;
  attemptId?: string;
  body?: string;
  /** Without cookies and without the host's own headers. */
  isAnonymous?: true;
  redirect?: "follow";
}

/** A sign of life. */
export const PING: Question = { method: "GET" };

/** Where a redirect leads. */
export const FOLLOWED_PING: Question = { ...PING, redirect: "follow" };

/** How a request stands. */
export const toStatusQuestion = (requestId = NO_REQUEST): Question => ({
  method: "GET",
  target: `${toUrl(requestId)}/status?logs=0`,
});

/** The same of somebody whom nobody knows. */
export const ANONYMOUS_STATUS: Question = { ...toStatusQuestion(), isAnonymous: true };

/** A cancel of what does not exist. */
export const CANCEL: Question = { method: "PUT", target: `${toUrl(NO_REQUEST)}/cancel` };

export const toStreamQuestion = (requestId = NO_REQUEST): Question => ({
  method: "GET",
  target: `${toUrl(requestId)}/status/stream?logs=0`,
  accept: "text/event-stream",
});

/** Makes a signed address, which nobody uses and which is soon worth nothing. */
export const INITIATE: Question = {
  method: "POST",
  target: "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3",
  body: JSON.stringify({ content_type: "image/jpeg", file_name: "frame.jpg" }),
};

/** What came of an attempt that nobody made. */
export const toAttemptQuestion = (attemptId: string): Question => ({ method: "GET", attemptId });
