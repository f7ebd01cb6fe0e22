/**
 * Whether an address may become the source of a picture or a video, or a link: https, a blob of
 * this page, or plain http of an origin that is trusted.
 *
 * @param trustedOrigins the page's own first: relative addresses are read from there
 */
export function isShowableUrl(url: string, trustedOrigins: readonly string[]): boolean {
  if (url.trim() === "") return false;
  try {
    const { protocol, origin } = new URL(url, trustedOrigins[0]);
    if (protocol === "https:" || protocol === "blob:") return true;
    return protocol === "http:" && trustedOrigins.includes(origin);
  } catch {
    return false;
  }
}
