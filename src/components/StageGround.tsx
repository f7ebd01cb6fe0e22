"use client";

import type { DecodedPicture } from "./useStagePicture.js";

interface StageGroundProps {
  picture: DecodedPicture | null;
}

/** The picture on which a generation is shown. Decorative: the words stand over it. */
export function StageGround({ picture }: StageGroundProps) {
  return (
    <span className="kling-stage-ground" data-empty={picture ? undefined : ""} aria-hidden="true">
      {picture ? (
        <img
          className="kling-stage-picture"
          src={picture.url}
          alt=""
          draggable={false}
          referrerPolicy="no-referrer"
        />
      ) : null}
    </span>
  );
}
