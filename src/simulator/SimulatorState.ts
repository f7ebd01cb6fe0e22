import { createTurns, type TakeTurn } from "./createTurns.js";
import type { FalSimulatorOptions } from "./FalSimulatorOptions.js";
import type {
  Fault,
  FaultScript,
  JobScript,
  PricingScript,
  PutFault,
  UploadScript,
} from "./FaultScript.js";
import type { Job, JobTimes } from "./Job.js";
import type { LedgerEntry, PostEntry, RequestEntry } from "./Ledger.js";

/** A file that was announced, and its bytes once they were put. */
interface Upload {
  readonly fileName: string;
  readonly contentType: string;
  readonly signature: string;
  /** In ms since the epoch. */
  readonly expiresAt: number;
  readonly takePut: TakeTurn<PutFault>;
  readonly takeFile: TakeTurn<Fault>;
  file: Blob | null;
}

/** Faults that wait for an upload. */
interface PendingUploadScript extends Pick<UploadScript, "put" | "file"> {
  takeInitiate: TakeTurn<Fault>;
}

/** All that a simulator remembers. */
export interface SimulatorState {
  readonly options: FalSimulatorOptions;
  readonly mediaBase: string;
  readonly times: JobTimes;
  readonly now: () => number;
  jobs: Map<string, Job>;
  uploads: Map<string, Upload>;
  /** Finished videos by the token in their URL. */
  videos: Map<string, { job: Job; video: Blob }>;
  readonly ledger: LedgerEntry[];
  readonly posts: PostEntry[];
  readonly requests: RequestEntry[];
  openStreams: number;
  jobScripts: JobScript[];
  uploadScripts: PendingUploadScript[];
  jobDefaults: JobScript;
  uploadDefaults: PendingUploadScript;
  pricing: PricingScript;
}

export function createState(options: FalSimulatorOptions): SimulatorState {
  const { queueMs = 2000, runMs = 6000, queueLength = 3, defaults } = options;
  const state: SimulatorState = {
    options,
    mediaBase: options.mediaOrigin.replace(/\/+$/, ""),
    times: { queueMs, runMs, queueLength },
    now: options.now ?? Date.now,
    openStreams: 0,
    ledger: [],
    posts: [],
    requests: [],
    ...createMemory(),
  };
  if (defaults) setDefaults(state, defaults);
  return state;
}

/** Forgets everything, and goes back to the defaults that the simulator was made with. */
export function resetState(state: SimulatorState): void {
  Object.assign(state, createMemory());
  for (const list of [state.ledger, state.posts, state.requests]) list.length = 0;
  if (state.options.defaults) setDefaults(state, state.options.defaults);
}

/** Scripts the next job and, where there is something to it, the next upload. */
export function addScript(
  state: SimulatorState,
  { upload, pricing, ...jobScript }: FaultScript,
): void {
  if (pricing) state.pricing = pricing;
  if (upload) state.uploadScripts.push(toPendingUpload(upload));
  if (Object.keys(jobScript).length > 0) state.jobScripts.push(jobScript);
}

/** Scripts every job and upload that has no script of its own. */
export function setDefaults(
  state: SimulatorState,
  { upload, pricing, ...jobScript }: FaultScript,
): void {
  state.pricing = pricing ?? {};
  state.jobDefaults = jobScript;
  state.uploadDefaults = toPendingUpload(upload ?? {});
}

function createMemory() {
  return {
    jobs: new Map(),
    uploads: new Map(),
    videos: new Map(),
    jobScripts: [],
    uploadScripts: [],
    jobDefaults: {},
    uploadDefaults: toPendingUpload({}),
    pricing: {},
  };
}

function toPendingUpload({ initiate, ...later }: UploadScript): PendingUploadScript {
  return { takeInitiate: createTurns(initiate), ...later };
}
