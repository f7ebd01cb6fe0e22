import { findUrlProblem } from "../model/findUrlProblem.js";

/**
 * Whether the picture at an address may be loaded by this page: a blob of its own, an address of an
 * origin that is trusted, or one that anybody can read. Nothing inside a private network is asked.
 *
 * @param trustedOrigins the page's own first: relative addresses are read from there
 */
export function isShowablePicture(url: string, trustedOrigins: readonly string[]): boolean {
  if (url.trim() === "") return false;
  try {
    const { protocol, origin } = new URL(url, trustedOrigins[0]);
    const isWeb = protocol === "https:" || protocol === "http:";
    if (protocol === "blob:" || (isWeb && trustedOrigins.includes(origin))) return true;
  } catch {
    return false;
  }
  return findUrlProblem(url) === null;
}
