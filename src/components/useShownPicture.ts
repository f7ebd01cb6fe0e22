"use client";

import { useEffect, useState } from "react";
import { canDecode } from "../frames/decodePicture.js";
import type { FrameOptions } from "../frames/FrameOptions.js";
import type { KlingVideoError } from "../model/KlingVideoError.js";
import { showPicture, type ShownPicture } from "./showPicture.js";

type PictureState =
  | { status: "opening" }
  | { status: "open"; picture: ShownPicture }
  | { status: "failed"; error: KlingVideoError };

const OPENING: PictureState = { status: "opening" };

/** Opens a picture, and gives its object URL back when it is no longer shown. */
export function useShownPicture(file: Blob, options: FrameOptions): PictureState {
  const [told, setTold] = useState({ file, state: OPENING });

  useEffect(() => {
    // In jsdom, where hosts run their tests, nothing can be decoded.
    if (!canDecode()) return;
    let isWanted = true;
    let url: string | null = null;
    const show = async () => {
      const shown = await showPicture(file, options);
      if (shown.ok && !isWanted) URL.revokeObjectURL(shown.picture.url);
      if (!isWanted) return;
      if (!shown.ok) {
        setTold({ file, state: { status: "failed", error: shown.error } });
        return;
      }
      url = shown.picture.url;
      setTold({ file, state: { status: "open", picture: shown.picture } });
    };
    void show();
    return () => {
      isWanted = false;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [file, options]);

  return told.file === file ? told.state : OPENING;
}
