import type { ErrorValues } from "../model/errorCatalogue.js";
import type { ProxyFindingCode } from "../model/proxyFindings.js";

/** What was found, without its words. */
export interface Found {
  code: ProxyFindingCode;
  values?: ErrorValues;
}

/** Whether this is a finding, in place of an answer. */
export function isFound(value: object): value is Found {
  return "code" in value;
}

/** What stands between the page and the proxy: every further question would end there, too. */
const CLOSED_DOORS: readonly ProxyFindingCode[] = [
  "unreachable",
  "csp-blocked",
  "cors-missing",
  "origin-refused",
  "headers-failed",
  "redirect",
  "signed-out",
  "no-route",
  "no-get",
  "proxy-error",
  "fal-unreachable",
  "not-forwarded",
];

/** Whether there is no use in further questions. */
export function isClosedDoor({ code }: Found): boolean {
  return CLOSED_DOORS.includes(code);
}
