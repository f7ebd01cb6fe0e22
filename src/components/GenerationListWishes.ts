import type { KlingVideoInput } from "../model/input.js";

/** What a visitor can wish of one generation of a list. Without a wish there is no button for it. */
export interface GenerationListWishes {
  /** The visitor wants to see a video here, in place of opening it in a tab of its own. */
  onShow?: ((attemptId: string) => void) | undefined;
  /** The visitor wants one canceled, or taken back. */
  onCancel?: ((attemptId: string) => void) | undefined;
  /** The visitor wants one looked at now. */
  onCheck?: ((attemptId: string) => void) | undefined;
  /** The visitor wants the same sent once more, although it may have arrived; it costs again. */
  onSendAgain?: ((input: KlingVideoInput) => void) | undefined;
  /** The visitor does not want to see one any more. */
  onRemove?: ((attemptId: string) => void) | undefined;
}
