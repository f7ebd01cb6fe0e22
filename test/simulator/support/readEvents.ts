/** One event of a status stream, as far as the tests read it. */
export interface StatusEvent {
  status: string | null;
  queue_position?: number;
  logs?: { message: string }[] | null;
}

/** All events of a stream's text; comments are left out, a cut event is not one. */
export function readEvents(text: string): StatusEvent[] {
  return text
    .split("\n\n")
    .slice(0, -1)
    .filter((block) => block.startsWith("data: "))
    .map((block) => JSON.parse(block.slice("data: ".length)));
}
