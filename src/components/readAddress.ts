/** The web address that is pasted or dropped, where it is nothing but one; otherwise `null`. */
export function readAddress(transfer: DataTransfer): string | null {
  if (transfer.files.length > 0) return null;
  const text = transfer.getData("text/uri-list") || transfer.getData("text/plain");
  const address = text.trim();
  return /^https?:\/\/\S+$/i.test(address) ? address : null;
}
