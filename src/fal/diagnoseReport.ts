import { proxyFindings, type ProxyFindingEntry } from "../model/proxyFindings.js";
import type { ProxyFinding, ProxyReport } from "../model/ProxyReport.js";
import { diagnoseCancel } from "./diagnoseCancel.js";
import { diagnoseDoor } from "./diagnoseDoor.js";
import { isClosedDoor, type Found } from "./diagnoseFinding.js";
import { createProbe, type Probe } from "./diagnoseProbe.js";
import type { DiagnoseProxyOptions } from "./diagnoseProxy.js";
import { diagnoseStream } from "./diagnoseStream.js";
import { diagnoseUpload } from "./diagnoseUpload.js";
import {
  diagnoseAttempts,
  diagnoseHeaders,
  diagnoseOpenness,
  diagnoseStorage,
} from "./diagnoseVisitor.js";

/** What `diagnoseProxy` does, loaded when it is called. */
export async function createProxyReport(
  given: string,
  options: DiagnoseProxyOptions,
): Promise<ProxyReport> {
  const proxyUrl = typeof document === "undefined" ? given : new URL(given, document.baseURI).href;
  const probe = createProbe(proxyUrl, options);
  const found = await findAll(probe, options);
  options.signal?.throwIfAborted();
  return { proxyUrl, findings: toFindings(found, probe.sendsAuthorization) };
}

async function findAll(probe: Probe, options: DiagnoseProxyOptions): Promise<Found[]> {
  const door = await diagnoseDoor(probe);
  const local = diagnoseStorage();
  if (door && isClosedDoor(door)) return compact([door, local]);

  const all = await Promise.all([
    diagnoseUpload(probe),
    diagnoseCancel(probe),
    diagnoseStream(probe, options),
    diagnoseHeaders(probe, options.requestId),
    diagnoseOpenness(probe),
    diagnoseAttempts(probe),
  ]);
  const found = compact([door, ...all, local]);
  const isExplained = found.some(({ code }) => proxyFindings[code].severity === "error");
  const isSubmitRefused = options.failedWith === "proxy-setup" && !isExplained;
  return isSubmitRefused
    ? [...found, { code: "endpoint-not-allowed", values: { isSubmit: 1 } }]
    : found;
}

function compact(found: readonly (Found | undefined)[]): Found[] {
  return found.filter((one) => one !== undefined);
}

/** Each code once, in the order of the list: the worst first. */
function toFindings(found: readonly Found[], sendsAuthorization: boolean): ProxyFinding[] {
  const order = Object.keys(proxyFindings);
  return found
    .filter(({ code }, index) => found.findIndex((one) => one.code === code) === index)
    .sort((one, other) => order.indexOf(one.code) - order.indexOf(other.code))
    .map(({ code, values: own }) => {
      const values = { ...own, ...(sendsAuthorization && { sendsAuthorization: 1 }) };
      const { severity, message, fix }: ProxyFindingEntry = proxyFindings[code];
      return { code, severity, message: message(values), fix: fix(values), values };
    });
}
