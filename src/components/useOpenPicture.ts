"use client";

import { useEffect, useState } from "react";
import type { FrameOptions } from "../frames/FrameOptions.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { openPicture, type OpenPicture } from "./openPicture.js";

type PictureState =
  | { status: "opening" }
  | { status: "open"; picture: OpenPicture }
  | { status: "failed"; error: KlingVideoError };

const OPENING: PictureState = { status: "opening" };

/** Opens a picture for as long as it is shown. */
export function useOpenPicture(file: Blob, { decodeHeic }: FrameOptions): PictureState {
  const [opened, setOpened] = useState<{ file: Blob; state: PictureState } | null>(null);

  useEffect(() => {
    // In jsdom, where hosts run their tests, nothing can be decoded.
    if (typeof createImageBitmap !== "function") return;
    let isWanted = true;
    let url: string | null = null;
    const open = async () => {
      const result = await openPicture(file, { decodeHeic });
      if (!result.ok) {
        if (isWanted) setOpened({ file, state: { status: "failed", error: result.error } });
        return;
      }
      url = result.picture.url;
      if (isWanted) setOpened({ file, state: { status: "open", picture: result.picture } });
      else URL.revokeObjectURL(url);
    };
    void open();
    return () => {
      isWanted = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [file, decodeHeic]);

  return opened?.file === file ? opened.state : OPENING;
}
