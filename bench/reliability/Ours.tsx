import { useEffect } from "react";
import { useKlingVideo, type Generation } from "../../src/index.js";
import type { Shown } from "./Shown.js";
import { INPUT } from "./input.js";

/** A page with the library's hook. */
export function Ours({ proxyUrl }: { proxyUrl: string }) {
  const { generation, submit, cancel, check } = useKlingVideo({ proxyUrl });
  useEffect(() => {
    window.shown = toShown(generation);
  });
  return (
    <>
      <button type="button" id="generate" onClick={() => void submit(INPUT)}>
        Generate
      </button>
      <button type="button" id="cancel" onClick={() => void cancel()}>
        Cancel
      </button>
      <button type="button" id="check" onClick={() => void check()}>
        Check again
      </button>
      <output>{generation.status}</output>
    </>
  );
}

function toShown(generation: Generation): Shown {
  switch (generation.status) {
    case "idle":
      return { word: "nothing" };
    case "waiting":
    case "uploading":
    case "submitting":
    case "in-queue":
    case "in-progress":
      return { word: "waiting" };
    case "completed":
      return { word: "video" };
    case "unconfirmed":
      return { word: "unconfirmed", charged: "maybe" };
    case "canceled":
      return { word: "canceled", charged: generation.charged };
    case "failed": {
      const { message, charged } = generation.error;
      return { word: "error", says: message, charged };
    }
  }
}
