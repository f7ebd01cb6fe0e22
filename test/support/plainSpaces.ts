/** Text with plain spaces, for a comparison: numbers and units are joined by spaces that do not break. */
export function plainSpaces(text: string | null | undefined): string {
  return (text ?? "").replaceAll("\u00a0", " ");
}
