"use client";

import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Labels } from "../locales/Labels.js";
import { toPlainText } from "../model/toPlainText.js";
import { isShowablePicture } from "./isShowablePicture.js";
import { toUrl } from "./toUrl.js";
import { useFileSource } from "./useFileSource.js";

interface FramePictureProps {
  id: string;
  value: File | string;
  /** Origins whose addresses are shown although they may be plain http. */
  trustedOrigins: readonly string[];
  labels: Labels;
}

/** The picture in a frame's tile, named by its file or its host. */
export function FramePicture({ id, value, trustedOrigins, labels }: FramePictureProps) {
  const isFile = typeof value !== "string";
  const imageRef = useFileSource(isFile ? value : null);
  const [broken, setBroken] = useState<File | string>();

  const address = isFile ? null : toUrl(value);
  const name = isFile ? toPlainText(value.name) : labels.frameFromAddress(address?.host ?? "");
  const isShown = value !== broken && (isFile || isShowablePicture(value, trustedOrigins));

  if (!isShown) {
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
      // An image of its own for each picture, so that no source outlives its own.
      key={isFile ? "file" : value}
      className="kling-frame-picture"
      id={id}
      ref={imageRef}
      src={isFile ? undefined : value}
      alt={name}
      decoding="async"
      draggable={false}
      referrerPolicy="no-referrer"
      onError={() => setBroken(value)}
    />
  );
}
