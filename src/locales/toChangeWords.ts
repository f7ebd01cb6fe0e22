import { formatBytes } from "../model/formatBytes.js";
import { formatSize } from "../model/formatSize.js";
import type { FrameChange, FrameChangeReason } from "../model/FrameChange.js";

/** What was done to a picture, in English: `"4032 × 3024, 14 MB → 3.1 MB."` */
export function toChangeWords(change: FrameChange): string {
  const sentences = change.reasons.map((reason) => toWords(reason, change));
  return [...new Set(sentences)].filter((sentence) => sentence !== "").join(" ");
}

function toWords(reason: FrameChangeReason, change: FrameChange): string {
  switch (reason) {
    case "converted":
      return change.to.type === "image/png" ? "Converted to PNG." : "Converted to JPEG.";
    case "first-picture":
      return "Only the first picture of the animation is sent.";
    case "flattened":
      return "Transparent parts are filled.";
    case "stripped":
      return "Metadata removed.";
    case "compressed":
    case "cropped":
      return toNumbers(change);
    case "turned":
      return ""; // it looks as it did
  }
}

function toNumbers({ from, to }: FrameChange): string {
  const isSameSize = from.width === to.width && from.height === to.height;
  const [before, after] = [from, to].map(({ width, height }) => formatSize(width, height));
  const size = isSameSize ? "" : `${after}, `;
  return `${before}, ${formatBytes(from.bytes)} → ${size}${formatBytes(to.bytes)}.`;
}
