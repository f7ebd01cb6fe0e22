import type { FaultScript, RawAnswer } from "../../src/simulator/index.js";

/** What the visitor, or the network, does meanwhile. */
export type Deed =
  | "network-gone"
  | "reload-queued"
  | "reload-running"
  | "reload-unanswered"
  | "double-click"
  | "cancel-running"
  | "hide"
  | "sign-out";

/** One row of the table. */
export interface ReliabilityFault {
  /** In FAULTS.md, where it has one. */
  id: string;
  /** What goes wrong, in a few words. */
  name: string;
  /** What fal, or the way to it, does with the next job. */
  script?: FaultScript;
  /** fal accepts the submit, and this is what arrives in place of its answer. */
  lostAnswer?: LostAnswer;
  deed?: Deed;
  /** Connections are used again, as behind most servers. Then Chromium repeats what got no answer. */
  isKeptAlive?: boolean;
  /** What stands in for a route that hands on whatever comes. */
  proxy?: "@fal-ai/server-proxy on Express";
}

/** Between the page and its route, the answer to a submit is lost. */
export interface LostAnswer {
  /** `"reset"`: the connection is cut. */
  answer: "reset" | RawAnswer;
  /** Only the first one, where there are several submits. */
  isOnce?: boolean;
}

const HTML = { "content-type": "text/html" };
const GATEWAY_502 = { status: 502, body: "<h1>502 Bad Gateway</h1>", headers: HTML };
const GATEWAY_503 = { status: 503, body: { message: "Service Unavailable" } };
const GATEWAY_504 = { status: 504, body: "<h1>504 Gateway Timeout</h1>", headers: HTML };

/** Everything that is measured, in the order of the table. */
export const RELIABILITY_FAULTS: readonly ReliabilityFault[] = [
  { id: "–", name: "Nothing goes wrong" },
  {
    id: "N01",
    name: "One connection is cut while the job is followed",
    script: { status: ["truth", "reset"], stream: [{ cutAfterMs: 1000, reset: true }] },
  },
  { id: "N01", name: "The network is gone for 3 s while the job runs", deed: "network-gone" },
  {
    id: "N04",
    name: "The submit is accepted; a gateway answers 504 with HTML",
    lostAnswer: { answer: GATEWAY_504 },
  },
  {
    id: "N04",
    name: "The submit is accepted; a gateway answers 503 with JSON",
    lostAnswer: { answer: GATEWAY_503 },
  },
  {
    id: "N04",
    name: "The submit is accepted; a gateway answers 502 once",
    lostAnswer: { answer: GATEWAY_502, isOnce: true },
  },
  {
    id: "N03",
    name: "The submit is accepted; the connection is reset",
    lostAnswer: { answer: "reset" },
  },
  {
    id: "N03",
    name: "The same on a connection that is kept alive: Chromium repeats the POST",
    lostAnswer: { answer: "reset", isOnce: true },
    isKeptAlive: true,
  },
  { id: "N05", name: "429 on the submit, once", script: { submit: "rate-limited" } },
  {
    id: "Q13",
    name: "The stream is cut in the middle of an event",
    script: { stream: [{ cutAtByte: 90 }] },
  },
  { id: "Q14", name: "The stream is open and silent", script: { stream: "silent" } },
  { id: "Q15", name: "The stream is held back until its end", script: { stream: "buffered" } },
  {
    id: "N06",
    name: "The status answers 503 six times in a row",
    script: { status: Array.from({ length: 6 }, () => 503), stream: 503 },
  },
  { id: "N07", name: "504 on the result, once", script: { result: [504] } },
  { id: "N07", name: "502 with HTML on the result, once", script: { result: ["html-502"] } },
  {
    id: "N07",
    name: "502 with HTML on the result, five times in a row",
    script: { result: Array.from({ length: 5 }, () => "html-502" as const) },
  },
  { id: "L05", name: "Reload while queued", deed: "reload-queued" },
  { id: "L05", name: "Reload while running", deed: "reload-running" },
  {
    id: "L06",
    name: "Reload between the submit and its answer",
    script: { submit: { slowMs: 5000 } },
    deed: "reload-unanswered",
  },
  { id: "D01", name: "A double click", deed: "double-click" },
  {
    id: "N09",
    name: "504 after the submit was accepted, through Express (arrives as 200)",
    script: { submit: { acceptThen: 504 } },
    proxy: "@fal-ai/server-proxy on Express",
  },
  {
    id: "N09",
    name: "The model refuses with 422, through Express (arrives as 200)",
    script: { result: { type: "content_policy_violation", field: "prompt" } },
    proxy: "@fal-ai/server-proxy on Express",
  },
  { id: "Q16", name: "Canceled while it runs, which is too late", deed: "cancel-running" },
  { id: "L11", name: "The tab is hidden until the job is done", deed: "hide" },
  { id: "N12", name: "Signed out in the middle, and in again 3 s later", deed: "sign-out" },
];
