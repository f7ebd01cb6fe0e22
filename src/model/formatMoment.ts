/**
 * A moment in the visitor's own time: `"2:15 PM"`, with its day where that is another one.
 *
 * @param at in ms since the epoch
 * @param locale a language tag
 */
export function formatMoment(at: number, locale = "en-US"): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return new Date(at).toLocaleString(locale, {
    ...(!isToday && { weekday: "long", month: "long", day: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
  });
}
