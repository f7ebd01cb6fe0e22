import { fal } from "@fal-ai/client";
import { useEffect, useRef, useState } from "react";
import { ENDPOINT_ID } from "../../src/index.js";
import { INPUT } from "./input.js";
import type { Shown } from "./Shown.js";

/** A page as fal's examples for React have it: `fal.subscribe` in the handler of a button. */
export function Theirs({ proxyUrl, mode }: { proxyUrl: string; mode: "polling" | "streaming" }) {
  const [shown, setShown] = useState<Shown>({ word: "nothing" });
  const aborting = useRef<AbortController | null>(null);
  useEffect(() => {
    window.shown = shown;
  });

  const generate = async () => {
    setShown({ word: "waiting" });
    aborting.current = new AbortController();
    fal.config({ proxyUrl });
    try {
      const result = await fal.subscribe(ENDPOINT_ID, {
        input: INPUT,
        logs: true,
        mode,
        abortSignal: aborting.current.signal,
      });
      const isVideo = Boolean(result.data.video?.url);
      setShown({ word: isVideo ? "video" : "success without a video" });
    } catch (error) {
      setShown({ word: "error", says: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <>
      <button
        type="button"
        id="generate"
        disabled={shown.word === "waiting"}
        onClick={() => void generate()}
      >
        Generate
      </button>
      <button type="button" id="cancel" onClick={() => aborting.current?.abort()}>
        Cancel
      </button>
      <output>{shown.word}</output>
    </>
  );
}
