/** Whether fal's answer is the stream that was asked for, rather than an error in its place. */
export function isEventStream(
  response: Response,
): response is Response & { body: ReadableStream<Uint8Array> } {
  const type = response.headers.get("content-type") ?? "";
  return response.ok && response.body !== null && /^text\/event-stream\s*(?:;|$)/i.test(type);
}
