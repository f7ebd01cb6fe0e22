import type { CSSProperties } from "react";
import type { DecodedPicture } from "./useStagePicture.js";

/**
 * The shape of a stage's box. Pictures are decoded in the browser only, so no style attribute is
 * part of a server's HTML, which a strict CSP would refuse.
 */
export function toStageStyle(
  picture: DecodedPicture | null,
  style?: CSSProperties,
): CSSProperties | undefined {
  if (!picture) return style;
  const shape: CSSProperties & Record<`--${string}`, number> = {
    ...style,
    "--kling-stage-ratio": picture.ratio,
  };
  return shape;
}
