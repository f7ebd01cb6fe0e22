"use client";

import { ImageOff } from "lucide-react";
import { useState } from "react";
import { useTrustedOrigins } from "../hooks/useTrustedOrigins.js";
import type { Labels } from "../locales/Labels.js";
import { isPublicHttpsUrl } from "../model/isPublicHttpsUrl.js";
import { toPlainText } from "../model/toPlainText.js";
import { toUrl } from "./toUrl.js";
import { useObjectUrl } from "./useObjectUrl.js";

interface FramePictureProps {
  id: string;
  value: File | string;
  labels: Labels;
}

/** The picture in a frame's tile, named by its file or its host. */
export function FramePicture({ id, value, labels }: FramePictureProps) {
  const isFile = typeof value !== "string";
  const objectUrl = useObjectUrl(isFile ? value : null);
  const trustedOrigins = useTrustedOrigins();
  const [brokenUrl, setBrokenUrl] = useState<string>();

  const address = isFile ? null : toUrl(value);
  const name = isFile ? toPlainText(value.name) : labels.frameFromAddress(address?.host ?? "");
  // A blob: address has the origin of the page that made it.
  const isTrusted = address !== null && trustedOrigins.includes(address.origin);
  const isShown = isFile || isTrusted || isPublicHttpsUrl(value);
  const url = isFile ? objectUrl : value;

  if (!isShown || (url !== undefined && url === brokenUrl)) {
    return (
      <span className="kling-frame-no-picture">
        <ImageOff className="kling-icon" />
        <span className="kling-frame-no-picture-text">{labels.frameNotShown}</span>
        <span className="kling-visually-hidden" id={id}>
          {name}
        </span>
      </span>
    );
  }
  return (
    <img
      className="kling-frame-picture"
      id={id}
      src={url}
      alt={name}
      decoding="async"
      draggable={false}
      referrerPolicy="no-referrer"
      onError={() => setBrokenUrl(url)}
    />
  );
}
