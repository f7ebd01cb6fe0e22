import type { CSSProperties } from "react";

interface CropAreaStyles {
  containerStyle: CSSProperties;
  mediaStyle: CSSProperties;
  cropAreaStyle: CSSProperties;
}

/** What the crop area needs to work at all: it holds without our stylesheet and under any other. */
export const cropAreaStyles: CropAreaStyles = {
  containerStyle: {
    position: "absolute",
    inset: 10,
    maxInlineSize: "none",
    margin: 0,
    padding: 0,
    overflow: "hidden",
    userSelect: "none",
    touchAction: "none",
    cursor: "move",
  },
  mediaStyle: {
    display: "block",
    position: "absolute",
    inset: 0,
    inlineSize: "auto",
    blockSize: "auto",
    minInlineSize: 0,
    minBlockSize: 0,
    maxInlineSize: "100%",
    maxBlockSize: "100%",
    margin: "auto",
    padding: 0,
    border: 0,
    borderRadius: 0,
    willChange: "transform",
  },
  cropAreaStyle: {
    display: "block",
    position: "absolute",
    left: "50%",
    top: "50%",
    maxInlineSize: "none",
    margin: 0,
    padding: 0,
    boxSizing: "border-box",
    overflow: "hidden",
    transform: "translate(-50%, -50%)",
    boxShadow: "0 0 0 9999px rgb(0 0 0 / 0.6)",
  },
};
