import type { DiagnoseProxyOptions } from "../../../src/fal/diagnoseProxy.js";
import type { ProxyReport } from "../../../src/model/ProxyReport.js";
import { listen } from "../../server/support/listen.js";
import { openPage } from "../../simulator/support/openPage.js";
import { bundleEntry } from "../../support/bundleEntry.js";

declare const diagnosis: typeof import("../../../src/fal/diagnoseProxy.js");

interface PageOptions {
  /** The Content-Security-Policy of the page. */
  policy?: string;
  options?: Pick<DiagnoseProxyOptions, "requestId">;
  /** Answers what is not the page itself. */
  onOther?: Parameters<typeof listen>[0];
}

/**
 * Runs the diagnosis in a page of its own origin, in a real Chromium.
 *
 * @param toProxyUrl makes the proxy's URL, given the origin of the page
 */
export async function diagnoseInPage(
  toProxyUrl: (pageOrigin: string) => string | Promise<string>,
  { policy, options = {}, onOther }: PageOptions = {},
): Promise<ProxyReport & { pageOrigin: string }> {
  const { origin } = await listen((request, response) => {
    if (request.url !== "/" && onOther) return onOther(request, response);
    const headers = policy === undefined ? {} : { "content-security-policy": policy };
    response.writeHead(200, { "content-type": "text/html", ...headers });
    response.end("<!doctype html><title>Page</title>");
  });
  const proxyUrl = await toProxyUrl(origin);
  const page = await openPage();
  await page.goto(origin);
  await page.addScriptTag({ content: await bundle() });
  const report = await page.evaluate(([url, given]) => diagnosis.diagnoseProxy(url, given), [
    proxyUrl,
    options,
  ] as const);
  return { ...report, pageOrigin: origin };
}

let bundled: Promise<string> | undefined;

function bundle(): Promise<string> {
  bundled ??= bundleEntry("src/fal/diagnoseProxy.ts", "diagnosis", "iife");
  return bundled;
}
