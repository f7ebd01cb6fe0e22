import type { KlingTransport } from "../fal/KlingTransport.js";
import { frameIdOf, nameFrame } from "../frames/frameId.js";
import type { KeptFrame } from "../frames/keptFrames.js";
import { isMadeFrame, rememberMadeFrame } from "../frames/preparations.js";
import { uploadsOf } from "../frames/uploads.js";

/** A file of a draft, and what is known of it. */
export function toKeptFrame(file: File, transport: KlingTransport | undefined): KeptFrame {
  const frame = { id: frameIdOf(file), file, isMade: isMadeFrame(file) };
  if (!transport) return frame;
  const state = uploadsOf(transport).get(file);
  if (state?.status !== "uploaded") return frame;
  const { url, uploadedAt } = state;
  return { ...frame, upload: { transportId: transport.id, url, uploadedAt } };
}

/** Makes a file that was kept in an earlier visit as well known as it was. */
export function adoptKeptFrame(
  { id, file, isMade, upload }: KeptFrame,
  transport: KlingTransport | undefined,
): void {
  nameFrame(file, id);
  if (isMade) rememberMadeFrame(file);
  // What another way to fal returned need not be an address that this one trusts.
  if (!upload || upload.transportId !== transport?.id) return;
  uploadsOf(transport).adopt(file, upload.url, upload.uploadedAt);
}
