/** How an input is sent. */
export interface SubmitOneOptions {
  /**
   * The same input within a second is taken for a double click, and answered with the code `busy`.
   * `true`: it is meant, as another take of the same. @default false
   */
  isAnotherTake?: boolean | undefined;
}
