"use client";

import { useEffect, useState } from "react";
import type { CropArea } from "./CropArea.js";

type CropAreaState =
  | { status: "loading" }
  | { status: "loaded"; CropArea: typeof CropArea }
  | { status: "failed" };

/** Loads the crop area, which most visitors never need. */
export function useCropArea(): CropAreaState {
  const [state, setState] = useState<CropAreaState>({ status: "loading" });

  useEffect(() => {
    let isWanted = true;
    const tell = (next: CropAreaState) => {
      if (isWanted) setState(next);
    };
    import("./CropArea.js").then(
      ({ CropArea }) => tell({ status: "loaded", CropArea }),
      () => tell({ status: "failed" }),
    );
    return () => {
      isWanted = false;
    };
  }, []);

  return state;
}
