/** How the proxy is, in one sentence. */
export function toProxyTitle(errors: number, warnings: number): string {
  if (errors === 0 && warnings === 0) {
    return "Your proxy: nothing is wrong that can be asked without paying.";
  }
  const counts = [toCount(errors, "error"), toCount(warnings, "warning")];
  return `Your proxy: ${counts.filter((count) => count !== "").join(", ")}`;
}

function toCount(count: number, word: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
