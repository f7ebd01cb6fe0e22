import { KlingVideoError, type KlingVideoErrorInit } from "../model/KlingVideoError.js";

/** A step of an upload that failed, and that another try may mend. */
export class UploadTrouble extends KlingVideoError {
  /** `"again"`: the same step. `"new-place"`: the signed URL is of no more use. */
  readonly next: "again" | "new-place";

  constructor(next: UploadTrouble["next"], init: Omit<KlingVideoErrorInit, "charged">) {
    super({ ...init, charged: "no" });
    this.next = next;
  }
}
