"use client";

import { useEffect, useRef, useState } from "react";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { KlingVideoInput } from "../model/input.js";
import { isShowablePicture } from "./isShowablePicture.js";

/** A picture that a stage may show: a file, an address, or nothing yet. */
export type StagePicture = KlingVideoInput["image_url"] | null | undefined;

/** A picture that is decoded, so that it appears at once and in its shape. */
export interface DecodedPicture {
  url: string;
  /** Width ÷ height. */
  ratio: number;
}

/**
 * Decodes a picture before it is shown. While another one is being decoded, the one before stays:
 * the file that was picked and its address after the upload look the same.
 */
export function useStagePicture(picture: StagePicture): DecodedPicture | null {
  const trustedOrigins = useTrustedOrigins();
  const [decoded, setDecoded] = useState<DecodedPicture | null>(null);
  const shownBlobUrl = useRef<string | null>(null);
  if (!picture && decoded) setDecoded(null);

  useEffect(() => {
    if (!picture) return;
    if (typeof picture === "string" && !isShowablePicture(picture, trustedOrigins)) return;

    const isBlob = typeof picture !== "string";
    const url = isBlob ? URL.createObjectURL(picture) : picture;
    let isCurrent = true;
    const image = new Image();
    image.referrerPolicy = "no-referrer";
    image.src = url;
    image.decode().then(
      () => {
        if (!isCurrent) return;
        revoke(shownBlobUrl.current);
        shownBlobUrl.current = isBlob ? url : null;
        setDecoded({ url, ratio: image.naturalWidth / image.naturalHeight });
      },
      () => {
        if (isCurrent) setDecoded((shown) => (isBlob ? null : toStandIn(shown)));
      },
    );
    return () => {
      isCurrent = false;
      if (isBlob && shownBlobUrl.current !== url) revoke(url);
    };
  }, [picture, trustedOrigins]);

  useEffect(() => () => revoke(shownBlobUrl.current), []);

  return decoded;
}

/** A file that was shown stands in for its address, where the page may not load that. */
function toStandIn(shown: DecodedPicture | null): DecodedPicture | null {
  return shown?.url.startsWith("blob:") ? shown : null;
}

function revoke(url: string | null): void {
  if (url !== null) URL.revokeObjectURL(url);
}
