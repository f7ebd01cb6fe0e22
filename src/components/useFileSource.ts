"use client";

import { useRef, type RefObject } from "react";
import { useIsomorphicLayoutEffect } from "../hooks/useIsomorphicLayoutEffect.js";

/**
 * Shows a file in an `<img>`, by an object URL that is given back when the file changes or the
 * picture goes.
 *
 * @returns a ref for the image, which takes no `src` of its own while there is a file
 */
export function useFileSource(file: File | null): RefObject<HTMLImageElement | null> {
  const imageRef = useRef<HTMLImageElement | null>(null);

  useIsomorphicLayoutEffect(() => {
    const image = imageRef.current;
    // In jsdom, where hosts run their tests, there are no object URLs.
    if (image === null || file === null || !("createObjectURL" in URL)) return;
    const url = URL.createObjectURL(file);
    image.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);

  return imageRef;
}
