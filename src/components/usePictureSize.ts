"use client";

import { useEffect, useState } from "react";
import { measurePicture } from "../frames/measurePicture.js";
import { inspectPicture, toDisplaySize, type Frame, type PixelSize } from "../model/frame.js";
import { isShowablePicture } from "./isShowablePicture.js";

/** Width and height of a frame in pixels, as it is shown; `null` while they are not known. */
export function usePictureSize(value: Frame, trustedOrigins: readonly string[]): PixelSize | null {
  const [known, setKnown] = useState<{ value: Frame; size: PixelSize | null }>();

  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const size = await readSize(value, trustedOrigins);
      if (isCurrent) setKnown({ value, size });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [value, trustedOrigins]);

  return known?.value === value ? known.size : null;
}

async function readSize(value: Frame, trustedOrigins: readonly string[]) {
  if (value === null) return null;
  if (typeof value === "string") {
    return isShowablePicture(value, trustedOrigins) ? measurePicture(value) : null;
  }
  const check = await inspectPicture(value);
  return check.ok ? toDisplaySize(check.header) : null;
}
