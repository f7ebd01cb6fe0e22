import { fal } from "@fal-ai/client";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { createFalTransport, FrameUploader, type Frame } from "../src/index.js";

// Two ways from a picked file to a URL, each behind an input of its own. Every page makes one upload:
// the library would not send the same picture twice.

const proxyUrl = new URLSearchParams(location.search).get("proxyUrl") ?? "";
const transport = createFalTransport({ proxyUrl });
fal.config({ proxyUrl });

let pickedAt = 0;
addEventListener("change", () => (pickedAt = performance.now()), { capture: true });
const end = () => (document.title = `took ${Math.round(performance.now() - pickedAt)}`);

function Ours() {
  const [value, setValue] = useState<Frame>(null);
  return createElement(FrameUploader, {
    label: "FrameUploader",
    value,
    onValueChange: setValue,
    transport,
  });
}

const ours = document.getElementById("ours");
if (ours) {
  createRoot(ours).render(createElement(Ours));
  new MutationObserver(() => {
    if (ours.querySelector('[data-status="uploaded"]')) end();
  }).observe(ours, { subtree: true, attributes: true, attributeFilter: ["data-status"] });
}

const theirs = document.getElementById("theirs");
if (theirs instanceof HTMLInputElement) {
  theirs.addEventListener("change", () => {
    const [file] = theirs.files ?? [];
    if (file) void fal.storage.upload(file).then(end);
  });
}

// Both clients are loaded, and the connection to the proxy is open, before anything is picked.
await transport.prepare();
document.title = "ready";
