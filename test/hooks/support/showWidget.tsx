import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { expect } from "vitest";
import { page, type Locator } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  KlingVideoGenerator,
  type GenerationStatus,
  type KlingVideoGeneratorProps,
} from "../../../src/index.js";
import "../../../src/styles/styles.css";
import { freshWay, URL_INPUT } from "./freshFal.js";
import { PATIENCE_MS } from "./patience.js";

/** The ready widget, filled in, with what a visitor sees and does. */
export interface ShownWidget {
  root: () => HTMLElement;
  generate: Locator;
  prompt: Locator;
  alert: Locator;
  /** A button by its exact name. */
  button: (name: string) => Locator;
  /** The one sentence over the picture while it is under way. */
  title: () => string | null | undefined;
  until: (status: GenerationStatus) => Promise<void>;
  /** Every status that was shown, in order. */
  statuses: readonly string[];
  unmount: () => Promise<void>;
}

/**
 * Shows the widget in StrictMode; without a `proxyUrl` over a way of its own.
 *
 * @param queryClient of a page that is loaded anew; without it what was asked before is remembered
 */
export async function showWidget(
  props: KlingVideoGeneratorProps = {},
  queryClient?: QueryClient,
): Promise<ShownWidget> {
  const { proxyUrl = freshWay() } = props;
  const widget = (
    <KlingVideoGenerator
      defaultPrompt={URL_INPUT.prompt}
      defaultInput={{ image_url: URL_INPUT.image_url }}
      {...props}
      proxyUrl={proxyUrl}
    />
  );
  const shown = await render(
    <StrictMode>
      {queryClient ? (
        <QueryClientProvider client={queryClient}>{widget}</QueryClientProvider>
      ) : (
        widget
      )}
    </StrictMode>,
  );
  const root = () => page.getByRole("region", { name: "Make a video" }).element() as HTMLElement;
  const status = () => root().dataset["status"] ?? "";
  const statuses = [status()];
  const observer = new MutationObserver(() => {
    if (document.contains(shown.container) && statuses.at(-1) !== status()) statuses.push(status());
  });
  observer.observe(shown.container, { subtree: true, attributeFilter: ["data-status"] });

  return {
    root,
    generate: page.getByRole("button", { name: /^Generate/ }),
    prompt: page.getByRole("textbox", { name: "Prompt", exact: true }),
    alert: page.getByRole("alert"),
    button: (name) => page.getByRole("button", { name, exact: true }),
    title: () => root().querySelector(".kling-stage-title")?.textContent,
    until: (wanted) =>
      expect.poll(status, { timeout: PATIENCE_MS, message: statuses.join(" → ") }).toBe(wanted),
    statuses,
    unmount: async () => {
      observer.disconnect();
      await shown.unmount();
    },
  };
}
