import type { UpstreamFetch } from "./callFal.js";
import { checkWebhookUrl } from "./checkWebhookUrl.js";
import { createLedger, type Ledger } from "./createLedger.js";
import { createLimits, type Limits } from "./createLimits.js";
import { createMemoryStore } from "./createMemoryStore.js";
import { createPriceAnswer, type PriceAnswer } from "./createPriceAnswer.js";
import { createReporter, type Reporter } from "./createReporter.js";
import { isBudget } from "./isBudget.js";
import { isProduction } from "./isProduction.js";
import type { KlingAuthorize } from "./KlingAuthorize.js";
import type { KlingRates } from "./KlingLimits.js";
import type { KlingPolicy, KlingProxyOptions } from "./KlingProxyOptions.js";
import type { KlingStore } from "./KlingStore.js";
import { limitStoreTime } from "./limitStoreTime.js";
import { toSafeWait } from "./toSafeWait.js";

const SUBMIT_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 15_000;

/** A longer timer would fire at once; fal's late answer is waited for on top of it. */
const TIMEOUT_MAX_MS = 60 * 60_000;

const POLICY_NAMES = ["durations", "imageHosts", "moderate"];
const BUDGET_NAMES = ["perUser", "total"];

const RATES = { submits: 10, uploads: 40, reads: 1_200, misses: 30 } satisfies KlingRates;

/** The options of a proxy, checked and complete. */
export interface ProxySettings {
  falKey: string;
  authorize: KlingAuthorize;
  allowedOrigins: ReadonlySet<string>;
  policy: KlingPolicy;
  fetch: UpstreamFetch;
  submitTimeoutMs: number;
  readTimeoutMs: number;
  streamMaxMs: number | undefined;
  webhookUrl: string | undefined;
  answerPrice: PriceAnswer;
  ledger: Ledger;
  limits: Limits;
  report: Reporter;
  /** Whether anybody hears the reports. */
  hasListener: boolean;
  waitUntil: (promise: Promise<unknown>) => void;
  /** Frames may lie on this machine and its network. */
  allowsPrivateFrames: boolean;
  /** Whether a request that the store does not know is nobody's. */
  knowsEveryRequest: boolean;
}

/** @throws Error for a proxy that would not be safe to run */
export function toProxySettings(options: KlingProxyOptions): ProxySettings {
  const production = options.production ?? isProduction();
  const falKey = checkKey(options.falKey);
  const authorize = checkAuthorize(options.authorize);
  const budget = checkBudget(options.budget);
  const store = limitStoreTime(checkStore(options.store, production));
  if (production && authorize === "public" && !budget.total && !budget.perUser) throw noBudget();
  const report = createReporter(options.onEvent);
  const waitUntil = toSafeWait(options.waitUntil);
  const onStoreFailed = () => report({ type: "store-failed", during: "record" });
  return {
    falKey,
    authorize,
    allowedOrigins: new Set(options.allowedOrigins?.map(checkOrigin)),
    policy: checkNames("policy", options.policy ?? {}, POLICY_NAMES),
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    submitTimeoutMs: checkTimeout("submitTimeoutMs", options.submitTimeoutMs ?? SUBMIT_TIMEOUT_MS),
    readTimeoutMs: checkTimeout("readTimeoutMs", options.readTimeoutMs ?? READ_TIMEOUT_MS),
    streamMaxMs: checkStreamMaxMs(options.streamMaxMs),
    webhookUrl: checkWebhookUrl(options.webhookUrl, production),
    answerPrice: createPriceAnswer(),
    ledger: createLedger({ store, onStoreFailed, waitUntil }),
    limits: createLimits({ store, rates: toRates(options), budget }),
    report,
    hasListener: options.onEvent !== undefined,
    waitUntil,
    allowsPrivateFrames: !production,
    knowsEveryRequest: production || store.isShared,
  };
}

function checkKey(falKey: string | undefined): string {
  const key = falKey?.trim() ?? "";
  // "undefined" is what a template string makes of a missing variable.
  if (key !== "" && key !== "undefined" && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new Error(
    "createKlingProxy: falKey is missing or is no API key. fal would refuse every request. Set FAL_KEY in the server's environment (https://fal.ai/dashboard/keys) and pass process.env.FAL_KEY.",
  );
}

function checkAuthorize(authorize: KlingAuthorize | undefined): KlingAuthorize {
  if (typeof authorize === "function" || authorize === "public") return authorize;
  throw new Error(
    'createKlingProxy: authorize is missing. Anybody could spend your fal credit. Pass a function that answers { userId } for a signed-in visitor and null for others, or write authorize: "public" where that is what you want.',
  );
}

function checkStore(store: KlingStore | undefined, production: boolean): KlingStore {
  if (store) return store;
  if (!production) return createMemoryStore();
  throw new Error(
    'createKlingProxy: store is missing. Without one, a restart or a second process forgets what was sent, and a press could be paid for twice. Pass createRedisStore(…) or createPostgresStore(…), or createMemoryStore() for a server that is one process. In development set NODE_ENV to "development", or pass production: false.',
  );
}

function checkBudget(budget: KlingProxyOptions["budget"] = {}): NonNullable<typeof budget> {
  checkNames("budget", budget, BUDGET_NAMES);
  for (const each of [budget.perUser, budget.total]) {
    if (each !== undefined && !isBudget(each)) {
      throw new Error(
        'createKlingProxy: budget is not understood, so nothing would hold spending back. Write it as { usd: 5, per: "day" }, with per one of "hour", "day" and "month", under perUser, total or both.',
      );
    }
  }
  return budget;
}

function noBudget(): Error {
  return new Error(
    'createKlingProxy: authorize is "public" and there is no budget. Anybody could spend your whole fal credit. Pass budget: { total: { usd: 20, per: "day" } }, or a function for authorize.',
  );
}

/** The visitors of a public proxy are one, so only limits that were meant for all of them hold. */
function toRates({ authorize, requestsPerMinute: rates }: KlingProxyOptions): KlingRates {
  checkNames("requestsPerMinute", rates ?? {}, Object.keys(RATES));
  for (const [name, value] of Object.entries(rates ?? {})) {
    if (value === undefined || (Number.isFinite(value) && value >= 0)) continue;
    throw new Error(
      `createKlingProxy: requestsPerMinute.${name} is no number, so nothing would be limited. Write how many a visitor may make within one minute.`,
    );
  }
  const defaults: KlingRates = authorize === "public" ? {} : RATES;
  return { ...defaults, ...rates };
}

/** In plain JavaScript a misspelt name would limit nothing, in silence. */
function checkNames<T extends object>(option: string, value: T, known: readonly string[]): T {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return value;
  throw new Error(
    `createKlingProxy: ${option} knows no ${JSON.stringify(unknown)}, so nothing would be limited by it. It takes ${known.join(", ")}.`,
  );
}

function checkTimeout(name: string, ms: number): number {
  if (ms > 0 && ms <= TIMEOUT_MAX_MS) return ms;
  throw new Error(
    `createKlingProxy: ${name} is no time that can be waited for, so a submit could be cut off on its way. Write milliseconds, at most an hour.`,
  );
}

function checkOrigin(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new Error(
    `createKlingProxy: allowedOrigins holds ${JSON.stringify(origin)}, which is no origin. No page would ever match it, and "*" would open the proxy to every site. Write scheme, host and port, like "https://app.example.com".`,
  );
}

function checkStreamMaxMs(maxMs: number | undefined): number | undefined {
  if (maxMs === undefined || maxMs > 0) return maxMs;
  throw new Error(
    "createKlingProxy: streamMaxMs is no time, so no stream would come through. Write milliseconds, a little fewer than your host gives a request, or leave it out.",
  );
}
