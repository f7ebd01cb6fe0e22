/** What a page shows its visitor. */
export interface Shown {
  word:
    | "nothing"
    | "waiting"
    | "video"
    | "success without a video"
    | "error"
    | "unconfirmed"
    | "canceled";
  /** The page's own words. */
  says?: string | undefined;
  /** What it says of the money, where it says anything. */
  charged?: "no" | "maybe" | undefined;
}

declare global {
  interface Window {
    shown?: Shown;
  }
}
