import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "react-kling-video/styles.css";
import { createHostClient } from "./createHostClient";
import type { HostSetup } from "./HostSetup";
import { TestHost } from "./TestHost";

const setup: HostSetup = JSON.parse(new URLSearchParams(location.search).get("setup") ?? "{}");
const client = createHostClient(setup.client ?? "none");
const container = document.getElementById("root");
if (container) {
  createRoot(container).render(
    <StrictMode>
      <TestHost setup={setup} {...(client && { client })} />
    </StrictMode>,
  );
}
