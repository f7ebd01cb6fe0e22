/** A stretch of time in UTC that counts begin anew with. */
export interface Window {
  /** Different for each window of every kind. */
  id: string;
  /** In ms since 1970. */
  endsAt: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The minute, hour, day or month that a time lies in. */
export function toWindow(per: "minute" | "hour" | "day" | "month", now: number): Window {
  switch (per) {
    case "minute":
      return toEven(per, MINUTE_MS, now);
    case "hour":
      return toEven(per, HOUR_MS, now);
    case "day":
      return toEven(per, DAY_MS, now);
    case "month": {
      const date = new Date(now);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      return { id: `month-${year}-${month}`, endsAt: Date.UTC(year, month + 1) };
    }
  }
}

function toEven(per: string, lengthMs: number, now: number): Window {
  const index = Math.floor(now / lengthMs);
  return { id: `${per}-${index}`, endsAt: (index + 1) * lengthMs };
}
