import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor, within } from "storybook/test";
import { KlingVideoGenerator, ProxyDiagnosis } from "../src/index.js";
import { askSimulatedProxy, type ProxyBreakage } from "./support/askSimulatedProxy.js";

const SLOW = { timeout: 15_000 };

const meta = {
  title: "Parts/ProxyDiagnosis",
  component: ProxyDiagnosis,
  decorators: [(Story) => <div style={{ maxInlineSize: 720 }}>{Story()}</div>],
  render: (args, { loaded }) => <ProxyDiagnosis {...args} report={loaded.report} />,
  // What it shows loads when it is first needed.
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByRole("region")).toBeVisible(), SLOW);
  },
} satisfies Meta<typeof ProxyDiagnosis>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A report of the real diagnosis, asked of a proxy inside of this page. */
const askedOf = (breakage?: ProxyBreakage): Pick<Story, "loaders"> => ({
  loaders: [async () => ({ report: await askSimulatedProxy(breakage) })],
});

/** The route was mounted without PUT, as happens with `app.post` and with Next's exports. */
export const CancelMissing: Story = askedOf(({ method }) =>
  method === "PUT" ? new Response(null, { status: 405 }) : undefined,
);

/** fal does not take the server's key. */
export const KeyWrong: Story = askedOf((_, target) =>
  target.includes("storage")
    ? Response.json({ detail: "No user found for Key ID and Secret" }, { status: 401 })
    : undefined,
);

/** The page of the app answers in the proxy's place. */
export const NoRoute: Story = askedOf(
  () =>
    new Response("<!doctype html><title>App</title>", { headers: { "content-type": "text/html" } }),
);

/** It works, with risks. */
export const OnlyWarnings: Story = askedOf();

/** Nothing to say. */
export const NothingWrong: Story = {
  loaders: [async () => ({ report: { ...(await askSimulatedProxy()), findings: [] } })],
};

/** The narrowest page. Code breaks anywhere rather than to scroll. */
export const Narrow: Story = {
  ...CancelMissing,
  decorators: [(Story) => <div style={{ maxInlineSize: 320 }}>{Story()}</div>],
};

/** In another language, finding by finding. */
export const Translated: Story = {
  ...CancelMissing,
  args: {
    labels: {
      proxyCheck: "Prüfung des Proxys",
      proxyTitle: (errors, warnings) => `Ihr Proxy: ${errors} Fehler, ${warnings} Hinweise`,
      proxyForDevelopers: "Das sehen nur Entwickler.",
      proxyError: "Fehler",
      proxyWarning: "Hinweis",
      dismiss: "Ausblenden",
      proxyFindings: {
        "no-put": {
          severity: "error",
          message: () => "Die Route nimmt kein PUT, Abbrechen geht deshalb nicht.",
          fix: () => "Express: `app.all(…)`.",
        },
      },
    },
  },
};

/** In the widget, asked at once. In a production build of this Storybook nothing appears here. */
export const InTheWidget: Story = {
  decorators: [],
  render: () => (
    <KlingVideoGenerator proxyUrl="/api/there-is-no-such-route" persistDraft={false} diagnose />
  ),
  play: async ({ canvasElement }) => {
    const notice = () => within(canvasElement).getByRole("region", { name: "Proxy check" });
    await waitFor(() => expect(notice()).toHaveTextContent("no-route"), SLOW);
  },
};
