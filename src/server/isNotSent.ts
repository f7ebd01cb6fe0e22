const CONNECT_CODES = ["ENOTFOUND", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT"];
const CONNECT_SYSCALLS = ["connect", "getaddrinfo"];
const MAX_DEPTH = 8;

/**
 * Whether a failed fetch surely failed before a byte left: the name was not found or no connection
 * came about. Anything that is not known to be that counts as sent.
 */
export function isNotSent(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > MAX_DEPTH) return false;
  if ("code" in error && CONNECT_CODES.includes(String(error.code))) return true;
  if ("syscall" in error && CONNECT_SYSCALLS.includes(String(error.syscall))) return true;
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length > 0) {
    // One error per address that was tried.
    return error.errors.every((each) => isNotSent(each, depth + 1));
  }
  return "cause" in error && isNotSent(error.cause, depth + 1);
}
