import { ProxyRefusal, type ProxyOutcome } from "./ProxyRefusal.js";

/** The store failed where its word is needed. */
export function storeUnavailable(outcome: ProxyOutcome): ProxyRefusal {
  const sent = outcome === "not_sent" ? " Nothing was sent to fal." : "";
  return new ProxyRefusal({
    status: 503,
    reason: "store_unavailable",
    outcome,
    detail: `The proxy's store did not answer.${sent}`,
  });
}
