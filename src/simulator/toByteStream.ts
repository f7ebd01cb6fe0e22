/**
 * Text or bytes as the body of a response.
 *
 * @param onClose called once, when the body has ended or the reader has gone
 */
export function toByteStream(
  chunks: AsyncIterator<string | Uint8Array>,
  onClose: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isClosed = false;
  const close = () => {
    if (!isClosed) onClose();
    isClosed = true;
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await chunks.next();
        if (isClosed) return;
        if (next.done) {
          close();
          return controller.close();
        }
        const { value } = next;
        controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      } catch (error) {
        if (isClosed) return;
        close();
        controller.error(error);
      }
    },
    cancel: close,
  });
}
