import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Ours } from "./Ours.js";
import { Theirs } from "./Theirs.js";

const query = new URLSearchParams(location.search);
const proxyUrl = query.get("proxyUrl") ?? "";
const side = query.get("side");
const root = document.getElementById("root");

if (root) {
  createRoot(root).render(
    <StrictMode>
      {side === "ours" || side === "own" ? (
        <Ours proxyUrl={proxyUrl} />
      ) : (
        <Theirs proxyUrl={proxyUrl} mode={side === "streaming" ? "streaming" : "polling"} />
      )}
    </StrictMode>,
  );
}
