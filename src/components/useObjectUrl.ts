"use client";

import { useEffect, useState } from "react";

/**
 * An object URL of a file, revoked when the file changes or the component goes.
 * `undefined` until the first effect, on the server, and where there is no file.
 */
export function useObjectUrl(file: Blob | null | undefined): string | undefined {
  const [made, setMade] = useState<{ file: Blob; url: string }>();

  useEffect(() => {
    if (!file) return;
    const url = URL.createObjectURL(file);
    setMade({ file, url });
    return () => URL.revokeObjectURL(url);
  }, [file]);

  return file && made?.file === file ? made.url : undefined;
}
