import { validateFrame, type FrameField } from "../model/frame.js";
import { KlingVideoError, type KlingVideoErrorInit } from "../model/KlingVideoError.js";
import { isDecodable } from "./isDecodable.js";
import { isFolder } from "./readDroppedFiles.js";

/** Why a file that the visitor gave cannot be a frame, or `null`. */
export async function checkPick(file: File, field: FrameField): Promise<KlingVideoError | null> {
  const refuse = (init: Pick<KlingVideoErrorInit, "code" | "values">) =>
    new KlingVideoError({ ...init, field, charged: "no" });

  if (isFolder(file)) return refuse({ code: "frame-type", values: { found: "a folder" } });
  const check = await validateFrame(file, field);
  if (!check.ok) return check.error;
  return (await isDecodable(file)) ? null : refuse({ code: "frame-unreadable" });
}
