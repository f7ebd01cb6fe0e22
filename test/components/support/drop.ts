import { cdp } from "vitest/browser";

/** A drag of files as the browser tells it: over the target first, then the drop. */
export function drop(target: Element, files: readonly File[]): Promise<DragEvent> {
  const dataTransfer = new DataTransfer();
  files.forEach((file) => dataTransfer.items.add(file));
  return dropTransfer(target, dataTransfer);
}

/** A drag of selected text. */
export function dropText(target: Element, text: string): Promise<DragEvent> {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData("text/plain", text);
  return dropTransfer(target, dataTransfer);
}

async function dropTransfer(target: Element, dataTransfer: DataTransfer): Promise<DragEvent> {
  const init = { bubbles: true, cancelable: true, composed: true, dataTransfer };
  target.dispatchEvent(new DragEvent("dragenter", init));
  await new Promise((resolve) => setTimeout(resolve)); // no hand is faster than this
  target.dispatchEvent(new DragEvent("dragover", init));
  const event = new DragEvent("drop", init);
  target.dispatchEvent(event);
  return event;
}

/** A real drag of a file or folder of this machine, by the mouse. */
export async function dropFromDisk(target: Element, path: string): Promise<void> {
  const { left, top, width, height } = target.getBoundingClientRect();
  const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const point = { x: frame.left + left + width / 2, y: frame.top + top + height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await cdp().send("Input.dispatchDragEvent", { type, ...point, data });
  }
}
