"use client";

import { Camera, Link } from "lucide-react";
import { useRef, type RefObject } from "react";
import type { Labels } from "../locales/Labels.js";
import { useFocusFallback } from "./useFocusFallback.js";

interface FrameToolsProps {
  /** The frame's own name. */
  label: string;
  labels: Labels;
  /** Which camera a phone opens; without it there is no button for one. */
  capture: "user" | "environment" | undefined;
  /** Takes the focus when the buttons go while one has it. */
  focusFallbackRef: RefObject<HTMLElement | null>;
  onAddress: () => void;
  onFiles: (files: readonly File[]) => void;
}

/** The other ways into an empty tile: an address, and the camera of a phone. */
export function FrameTools(props: FrameToolsProps) {
  const { label, labels, capture, focusFallbackRef, onAddress, onFiles } = props;
  const boxRef = useFocusFallback(focusFallbackRef);
  const cameraRef = useRef<HTMLInputElement>(null);
  return (
    <span className="kling-frame-tools" ref={boxRef}>
      <button
        type="button"
        className="kling-button kling-frame-tool"
        data-variant="icon"
        title={labels.frameOpenAddress(label)}
        onClick={onAddress}
      >
        <Link className="kling-icon" />
        <span className="kling-visually-hidden">{labels.frameOpenAddress(label)}</span>
      </button>
      {capture ? (
        <>
          <button
            type="button"
            className="kling-button kling-frame-tool kling-frame-camera"
            data-variant="icon"
            title={labels.frameCamera(label)}
            onClick={() => cameraRef.current?.click()}
          >
            <Camera className="kling-icon" />
            <span className="kling-visually-hidden">{labels.frameCamera(label)}</span>
          </button>
          <input
            type="file"
            hidden
            form=""
            accept="image/*"
            capture={capture}
            ref={cameraRef}
            onChange={(event) => {
              onFiles(Array.from(event.currentTarget.files ?? []));
              event.currentTarget.value = ""; // the same name again is another photo
            }}
          />
        </>
      ) : null}
    </span>
  );
}
