import type { DropEvent } from "react-dropzone";

/** Stands for a dropped folder: it is named to the visitor and never read. */
const FOLDER_TYPE = "inode/directory";

/** Whether this stands for a folder. */
export function isFolder(file: File): boolean {
  return file.type === FOLDER_TYPE;
}

/**
 * What a drop, a paste or a file input holds, for react-dropzone. Its own reader walks through
 * folders; this one leaves them closed.
 */
export async function readDroppedFiles(
  event: DropEvent | FileSystemFileHandle[],
): Promise<(File | DataTransferItem)[]> {
  if (Array.isArray(event)) return [];
  const transfer = transferOf(event);
  if (transfer === null) {
    return event.target instanceof HTMLInputElement ? Array.from(event.target.files ?? []) : [];
  }
  const items = Array.from(transfer.items).filter((item) => item.kind === "file");
  const isOnlyADrag = event.type !== "drop" && event.type !== "paste";
  if (isOnlyADrag) return items;
  return items.map(toFile).filter((file) => file !== null);
}

function transferOf(event: DropEvent): DataTransfer | null {
  if ("dataTransfer" in event) return event.dataTransfer;
  if ("clipboardData" in event) return event.clipboardData;
  return null;
}

function toFile(item: DataTransferItem): File | null {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? new File([], entry.name, { type: FOLDER_TYPE }) : item.getAsFile();
}
