// Names that never leave a private network.
const PRIVATE_SUFFIXES = [
  ".corp",
  ".home",
  ".home.arpa",
  ".internal",
  ".intranet",
  ".invalid",
  ".lan",
  ".local",
  ".localdomain",
  ".localhost",
  ".private",
];

/** Why fal's servers cannot, or must not, read an address. */
export type UrlProblem = "frame-url" | "frame-url-credentials" | "frame-url-private";

/**
 * What keeps an address from being read by fal's servers, or `null`: it must be https, without
 * credentials, and its host must not be private by its name or number.
 */
export function findUrlProblem(text: string): UrlProblem | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "frame-url";
  }
  if (!isPlainHttps(text)) return "frame-url";
  if (url.username !== "" || url.password !== "") return "frame-url-credentials";
  return isPrivateHost(url.hostname.replace(/\.+$/, "")) ? "frame-url-private" : null;
}

/**
 * Whether every reader finds the same host in it: browsers mend line breaks, tabs, backslashes and
 * missing slashes, where a server may read another address.
 */
function isPlainHttps(text: string): boolean {
  return /^https:\/\/[^/\\]/i.test(text) && !/[\\\t\r\n]/.test(text);
}

/** The URL parser has already turned decimal, octal and hexadecimal IPv4 addresses into dotted ones. */
function isPrivateHost(host: string): boolean {
  if (host.startsWith("[")) return isPrivateIPv6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateIPv4(host);
  return !host.includes(".") || PRIVATE_SUFFIXES.some((suffix) => host.endsWith(suffix));
}

/** Loopback, private, link-local, carrier, test, multicast and reserved ranges (RFC 6890). */
function isPrivateIPv4(host: string): boolean {
  const [a = 0, b = 0, c = 0] = host.split(".").map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19)) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  );
}

/** Everything but global unicast (2000::/3), and the forms there that carry an IPv4 address. */
function isPrivateIPv6(host: string): boolean {
  const isGlobal = /^[23][0-9a-f]{3}:/.test(host);
  return !isGlobal || IPV6_EXCEPTIONS.some((range) => range.test(host));
}

/** Teredo, tests, keys (ORCHID), documentation, 6to4 (RFC 6890, RFC 9637). */
const IPV6_EXCEPTIONS = [
  /^2001:[02]?:/,
  /^2001:[12][0-9a-f]:/,
  /^2001:db8:/,
  /^2002:/,
  /^3fff:[0-9a-f]{0,3}:/,
];
