import { hashText } from "./hashText.js";
import type { KlingStore } from "./KlingStore.js";

/** As long as fal keeps a result by default. */
const KEPT_FOR_S = 30 * 24 * 60 * 60;

/** Waits between tries to write what the store would not take, in seconds: a quarter of an hour. */
const RETRY_DELAYS_S = [1, 2, 4, 8, 15, 30, ...Array.from({ length: 14 }, () => 60)];

/** Noted before an attempt is sent. */
export interface AttemptClaim {
  userId: string;
  attemptId: string;
  /** Hash of the input that it was made with. */
  bodyHash: string;
  /** Tells this claim from another one of the same attempt. */
  nonce: string;
  /** Until then somebody may still be sending it, in ms since 1970. */
  deadline: number;
}

/** What an attempt was answered with. */
export interface AttemptAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Who has asked for a generation. */
export interface RequestOwner {
  userId: string;
  /** The attempt it came from. */
  ref: string;
}

/** What came of an attempt, as it is written down. */
export interface Settlement {
  ref: string;
  answer: AttemptAnswer;
  /** Whether a later word can change it: nobody knows yet what became of the attempt. */
  isOpen: boolean;
  /** The request that fal made of it. */
  request?: { requestId: string; userId: string } | undefined;
}

/** Which attempts were sent, what came of them, and whose request is whose. */
export interface Ledger {
  /** Claims an attempt. Answers the claim that stands: this one, or one that came before it. */
  claim: (ref: string, claim: AttemptClaim) => Promise<AttemptClaim>;
  /** Lets an attempt be under way until a later deadline. */
  extend: (ref: string, deadline: number) => Promise<void>;
  /** Takes back the claim of an attempt that was surely not sent, and nobody else's. */
  release: (ref: string, claim: AttemptClaim) => Promise<void>;
  findClaim: (ref: string) => Promise<AttemptClaim | null>;
  findAnswer: (ref: string) => Promise<AttemptAnswer | null>;
  findOwner: (requestId: string) => Promise<RequestOwner | null>;
  /**
   * Writes down what came of an attempt. Never rejects: what the store does not take is known to
   * this process, which goes on trying.
   */
  settle: (settlement: Settlement) => Promise<void>;
  /** @throws where the store does not answer */
  ping: () => Promise<void>;
  /** Whether this is the first time that a thing is noted. */
  noteOnce: (what: string, requestId: string) => Promise<boolean>;
}

interface LedgerOptions {
  store: KlingStore;
  onStoreFailed: () => void;
  waitUntil: (promise: Promise<unknown>) => void;
}

/** The name of an attempt in the ledger: it tells neither the visitor nor the attempt's id. */
export function toAttemptRef(userId: string, attemptId: string): Promise<string> {
  return hashText(JSON.stringify([userId, attemptId]));
}

/** The ledger on a host's store. */
export function createLedger({ store, onStoreFailed, waitUntil }: LedgerOptions): Ledger {
  /** What the store has not taken yet. */
  const unsaved = new Map<string, Settlement>();

  async function save({ ref, answer, isOpen, request }: Settlement): Promise<void> {
    // Whose it is comes first: an answer that leads to a request nobody may read would lose it.
    if (request) {
      const owner: RequestOwner = { userId: request.userId, ref };
      await store.set(await toOwnerKey(request.requestId), JSON.stringify(owner), KEPT_FOR_S);
    }
    const text = JSON.stringify(answer);
    // What is known stands over what is not, whichever is written last.
    if (isOpen) await store.create(`answer:${ref}`, text, KEPT_FOR_S);
    else await store.set(`answer:${ref}`, text, KEPT_FOR_S);
  }

  async function saveLater(settlement: Settlement): Promise<void> {
    for (const delayS of RETRY_DELAYS_S) {
      await new Promise((resolve) => setTimeout(resolve, delayS * 1000));
      if (unsaved.get(settlement.ref) !== settlement) return;
      try {
        await save(settlement);
        break;
      } catch {
        onStoreFailed();
      }
    }
    forget(settlement);
  }

  /** Not what has taken its place meanwhile. */
  function forget(settlement: Settlement): void {
    if (unsaved.get(settlement.ref) === settlement) unsaved.delete(settlement.ref);
  }

  return {
    async claim(ref, claim) {
      const known = await store.create(`claim:${ref}`, JSON.stringify(claim), KEPT_FOR_S);
      return known === null ? claim : parse<AttemptClaim>(known);
    },
    async extend(ref, deadline) {
      const text = await store.get(`claim:${ref}`);
      if (text === null) return;
      const claim: AttemptClaim = { ...parse<AttemptClaim>(text), deadline };
      await store.set(`claim:${ref}`, JSON.stringify(claim), KEPT_FOR_S);
    },
    release: (ref, claim) => store.delete(`claim:${ref}`, JSON.stringify(claim)),
    async findClaim(ref) {
      const text = await store.get(`claim:${ref}`);
      return text === null ? null : parse<AttemptClaim>(text);
    },
    async findAnswer(ref) {
      const known = unsaved.get(ref);
      if (known && !known.isOpen) return known.answer;
      try {
        const text = await store.get(`answer:${ref}`);
        if (text !== null) return parse<AttemptAnswer>(text);
      } catch (error) {
        if (!known) throw error;
      }
      return known?.answer ?? null;
    },
    async findOwner(requestId) {
      for (const { ref, request } of unsaved.values()) {
        if (request?.requestId === requestId) return { userId: request.userId, ref };
      }
      const text = await store.get(await toOwnerKey(requestId));
      return text === null ? null : parse<RequestOwner>(text);
    },
    async settle(settlement) {
      if (settlement.isOpen && unsaved.has(settlement.ref)) return;
      unsaved.set(settlement.ref, settlement);
      try {
        await save(settlement);
        forget(settlement);
      } catch {
        onStoreFailed();
        waitUntil(saveLater(settlement));
      }
    },
    async ping() {
      await store.get("ping");
    },
    async noteOnce(what, requestId) {
      const key = `done:${what}:${await hashText(requestId)}`;
      return (await store.create(key, "1", KEPT_FOR_S)) === null;
    },
  };
}

async function toOwnerKey(requestId: string): Promise<string> {
  return `owner:${await hashText(requestId)}`;
}

/** Only this file writes these entries. */
function parse<T>(text: string): T {
  const value: T = JSON.parse(text);
  return value;
}
