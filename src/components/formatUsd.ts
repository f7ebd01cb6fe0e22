/** US dollars in a language: `(0.35, "en-US")` → `"$0.35"`. */
export function formatUsd(amountUsd: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(amountUsd);
}
