import type { ErrorValues } from "./errorCatalogue.js";
import type { ProxyFindingCode } from "./proxyFindings.js";

/** One thing that is wrong with a proxy, or with the page's way to it. */
export interface ProxyFinding {
  /** A word for it, from a closed list. */
  code: ProxyFindingCode;
  /** `"error"`: something that visitors use does not work. `"warning"`: it works, with a risk or a loss. */
  severity: "error" | "warning";
  /** What was seen, and why it matters. For developers, in English. */
  message: string;
  /** What to do. Code stands between backticks. */
  fix: string;
  /** Numbers and words that the sentences are made with. */
  values: ErrorValues;
}

/** What `diagnoseProxy` found. */
export interface ProxyReport {
  /** The proxy that was asked, absolute. */
  proxyUrl: string;
  /** Errors first. Empty: nothing is wrong that can be asked without paying. */
  findings: readonly ProxyFinding[];
}
