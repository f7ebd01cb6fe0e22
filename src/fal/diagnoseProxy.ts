import type { KlingVideoErrorCode } from "../model/errorCatalogue.js";
import type { ProxyReport } from "../model/ProxyReport.js";
import type { ProxyOptions } from "./askProxy.js";

/** How the proxy is asked, and what is known already. */
export interface DiagnoseProxyOptions extends ProxyOptions {
  /**
   * A request that is under way. With it, its stream and the headers of a real answer are looked at,
   * too.
   */
  requestId?: string | undefined;
  /**
   * What a generation has failed with. A submit costs money and is never asked, so that a refused one
   * tells what no other question can.
   */
  failedWith?: KlingVideoErrorCode | undefined;
  /** Gives up. */
  signal?: AbortSignal | undefined;
}

/**
 * Asks a proxy what is missing for this library, for the developer of a host. It costs nothing and
 * changes nothing at fal: it asks for status, stream and cancel of a request that cannot exist, and
 * for a signed upload address, which nobody uses. It never submits. What it needs is loaded when it
 * is called.
 *
 * @param proxyUrl absolute, or relative to the page
 * @returns what is wrong, errors first
 * @throws AbortError where the signal fires
 * @example
 * const { findings } = await diagnoseProxy("/api/fal/proxy");
 * for (const { code, message, fix } of findings) console.warn(code, message, fix);
 */
export async function diagnoseProxy(
  proxyUrl: string,
  options: DiagnoseProxyOptions = {},
): Promise<ProxyReport> {
  const { createProxyReport } = await import("./diagnoseReport.js");
  return createProxyReport(proxyUrl, options);
}
