/** Calls somebody else's function; its error is reported, and does not stop what we are about. */
export function callSafely(act: () => void): void {
  try {
    act();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
