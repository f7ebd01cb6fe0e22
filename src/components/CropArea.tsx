"use client";

import { useEffect, useRef, useState, type HTMLAttributes, type RefObject } from "react";
import Cropper from "react-easy-crop";
import type { PixelSize } from "../model/frame.js";
import type { CropView } from "./CropView.js";
import { cropAreaStyles } from "./cropAreaStyles.js";

interface CropAreaProps extends HTMLAttributes<HTMLDivElement> {
  url: string;
  /** Width ÷ height of the area. */
  ratio: number;
  view: CropView;
  zoomMax: number;
  onViewChange: (change: (view: CropView) => CropView) => void;
}

/**
 * The picture under an area that stays in the middle: dragged, pinched, or zoomed by the wheel.
 * The rest of the props go to the area, which takes the focus.
 *
 * Loaded on demand, with react-easy-crop in it.
 */
export function CropArea(props: CropAreaProps) {
  const { url, ratio, view, zoomMax, onViewChange, ...rest } = props;
  const [shown, setShown] = useState<PixelSize | null>(null);
  const areaRef = useRef<RefObject<HTMLDivElement | null>>(null);
  const cropper = useRef<Cropper>(null);
  const isResized = useRef(false);
  const isShown = shown !== null;

  useEffect(() => {
    const area = areaRef.current?.current;
    const root = area?.getRootNode();
    const isRoot = root instanceof Document || root instanceof ShadowRoot;
    // The dialog has the focus as long as the visitor has done nothing else.
    if (isShown && isRoot && root.activeElement instanceof HTMLDialogElement) area?.focus();
  }, [isShown]);

  return (
    <Cropper
      ref={cropper}
      image={url}
      aspect={ratio}
      crop={{ x: view.x * (shown?.width ?? 0), y: view.y * (shown?.height ?? 0) }}
      zoom={view.zoom}
      minZoom={1}
      maxZoom={zoomMax}
      setMediaSize={({ width, height }) => setShown({ width, height })}
      onCropSizeChange={() => {
        isResized.current = true;
      }}
      onCropChange={({ x, y }) => {
        // After each new size of its area it moves the picture; ours is where it was before.
        if (isResized.current) isResized.current = false;
        else if (shown) {
          const moved = { x: x / shown.width, y: y / shown.height };
          onViewChange((now) => (isSamePlace(now, moved) ? now : { ...now, ...moved }));
        }
      }}
      onWheelRequest={() => {
        // It learns of no scrolling inside of a dialog, and zooms to where the pointer was.
        cropper.current?.saveContainerPosition();
        return true;
      }}
      onZoomChange={(zoom) => onViewChange((now) => ({ ...now, zoom }))}
      // A page with a strict policy takes no styles from a script.
      disableAutomaticStylesInjection
      style={cropAreaStyles}
      classes={{
        containerClassName: "kling-crop-container",
        mediaClassName: "kling-crop-picture",
        cropAreaClassName: "kling-crop-area",
      }}
      cropperProps={rest}
      mediaProps={{ draggable: false }}
      setCropperRef={(ref) => {
        areaRef.current = ref;
      }}
    />
  );
}

/** It also tells where the picture is when nobody moved it. */
function isSamePlace(one: Pick<CropView, "x" | "y">, other: Pick<CropView, "x" | "y">): boolean {
  return Math.abs(one.x - other.x) < 1e-6 && Math.abs(one.y - other.y) < 1e-6;
}
