"use client";

import { useMemo } from "react";
import type { FrameOptions } from "../frames/FrameOptions.js";
import { useKlingVideoConfig } from "./KlingVideoContext.js";
import { useLatest } from "./useLatest.js";

const NO_OPTIONS: FrameOptions = {};

/** How pictures become frames here. The object stays the same while what it says does. */
export function useFrameOptions(own: FrameOptions = NO_OPTIONS): FrameOptions {
  const { stripMetadata, frameBackground, decodeHeic } = useKlingVideoConfig(own);
  const latestDecoder = useLatest(decodeHeic);
  const hasDecoder = decodeHeic !== undefined;
  return useMemo(() => {
    const decode = (file: Blob) => {
      if (!latestDecoder.current) throw new Error("The HEIC decoder was taken away.");
      return latestDecoder.current(file);
    };
    return { stripMetadata, frameBackground, decodeHeic: hasDecoder ? decode : undefined };
  }, [stripMetadata, frameBackground, hasDecoder, latestDecoder]);
}
