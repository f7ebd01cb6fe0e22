import { StrictMode } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cleanup, render } from "vitest-browser-react";
import {
  createFalTransport,
  KlingVideoGenerator,
  KlingVideoProvider,
  ProxyDiagnosis,
  type KlingVideoGeneratorProps,
  type ProxyDiagnosisProps,
  type ProxyReport,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import type { ProxyFault } from "../support/FalCommand.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

const SLOW = { timeout: 20_000 };
const NO_PUT: ProxyFault = { answer: { status: 405, body: "" }, method: "PUT" };
const HTML_PAGE: ProxyFault = { answer: "login-page" };

const notice = () => page.getByRole("region", { name: "Proxy check" });
const codes = () =>
  [...document.querySelectorAll<HTMLElement>(".kling-diagnosis-item")].map(
    ({ dataset }) => dataset["code"],
  );
const untilCodes = (...expected: string[]) => expect.poll(codes, SLOW).toEqual(expected);
const show = (props: ProxyDiagnosisProps = {}) =>
  render(
    <StrictMode>
      <ProxyDiagnosis proxyUrl={proxyUrl()} {...props} />
    </StrictMode>,
  );

vi.setConfig({ testTimeout: 40_000 });

let slot = 0;
const showWidget = async (props: KlingVideoGeneratorProps = {}) =>
  render(
    <StrictMode>
      <KlingVideoGenerator
        proxyUrl={proxyUrl()}
        slot={`diagnosis-${slot}`}
        defaultPrompt="A paper boat"
        defaultInput={{ image_url: await createPicture() }}
        {...props}
      />
    </StrictMode>,
  );
const press = () => page.getByRole("button", { name: /^Generate/ }).click();
const status = () => document.querySelector<HTMLElement>(".kling-generator")?.dataset["status"];
const proxyRequests = async () => (await report()).proxyRequests;

beforeEach(async () => {
  slot += 1;
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

const REPORT: ProxyReport = {
  proxyUrl: "https://app.example.com/api/fal/proxy",
  findings: [
    {
      code: "no-put",
      severity: "error",
      message: "The route takes no PUT.",
      fix: "Express: `app.all(…)`.",
      values: { status: 405 },
    },
    {
      code: "open-to-all",
      severity: "warning",
      message: "Everybody is served.",
      fix: "Ask who it is.",
      values: {},
    },
  ],
};

describe("the part", () => {
  test("asks the proxy by itself, and names what is missing with its fix", async () => {
    await command({ proxy: NO_PUT });
    await show();
    await untilCodes("no-put", "open-to-all", "attempts-unknown");
    await expect.element(notice()).toHaveTextContent("Your proxy: 1 error, 2 warnings");
    await expect.element(notice()).toHaveTextContent("so Cancel does not work");
    await expect.element(notice()).toHaveTextContent("export { handler as GET");
    expect((await report()).posts).toEqual([]);
  });

  test("takes the proxy of the provider", async () => {
    await render(
      <KlingVideoProvider proxyUrl={proxyUrl()}>
        <ProxyDiagnosis />
      </KlingVideoProvider>,
    );
    await untilCodes("open-to-all", "attempts-unknown");
  });

  test("does not ask where the host goes another way than through the proxy", async () => {
    const transport = createFalTransport({ proxyUrl: `${proxyUrl()}?another` });
    await render(
      <KlingVideoProvider proxyUrl={proxyUrl()} transport={transport}>
        <ProxyDiagnosis />
      </KlingVideoProvider>,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await proxyRequests()).toBe(0);
  });

  test("shows a report that it is given, and asks nothing", async () => {
    await show({ report: REPORT });
    await untilCodes("no-put", "open-to-all");
    expect(await proxyRequests()).toBe(0);
    expect(page.getByRole("button", { name: "Ask again" }).query()).toBeNull();
    const code = notice().element().querySelectorAll("code");
    expect([...code].map(({ textContent }) => textContent)).toContain("app.all(…)");
    expect(notice().element().textContent).not.toContain("`");
  });

  test("says so when nothing is wrong", async () => {
    await show({ report: { ...REPORT, findings: [] } });
    await expect.element(notice()).toHaveTextContent("nothing is wrong that can be asked");
  });

  test("Ask again asks again", async () => {
    await command({ proxy: NO_PUT });
    await show();
    await untilCodes("no-put", "open-to-all", "attempts-unknown");
    await command({ proxy: null });
    await page.getByRole("button", { name: "Ask again" }).click();
    await untilCodes("open-to-all", "attempts-unknown");
  });

  test("Dismiss hides it, by keyboard too, and says so to the host", async () => {
    const onDismiss = vi.fn();
    await show({ report: REPORT, onDismiss });
    await expect.element(notice()).toBeVisible();
    await userEvent.tab();
    await expect.element(page.getByRole("button", { name: "Hide the proxy check" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(notice()).not.toBeInTheDocument();
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test("speaks the host's language, finding by finding", async () => {
    await show({
      report: REPORT,
      labels: {
        proxyTitle: () => "Ihr Proxy",
        proxyFindings: {
          "no-put": {
            severity: "error",
            message: ({ status: seen }) => `PUT wird mit ${seen} beantwortet.`,
            fix: () => "`app.all(…)`",
          },
        },
      },
    });
    await expect.element(notice()).toHaveTextContent("Ihr Proxy");
    await expect.element(notice()).toHaveTextContent("PUT wird mit 405 beantwortet.");
    await expect.element(notice()).toHaveTextContent("Everybody is served.");
  });

  test("fits into 320 px", async () => {
    const long = { ...REPORT, proxyUrl: `https://app.example.com/${"deeply/".repeat(20)}proxy` };
    await render(
      <div style={{ inlineSize: 320 }}>
        <ProxyDiagnosis report={long} />
      </div>,
    );
    await expect.element(notice()).toBeVisible();
    const box = notice().element();
    expect(box.scrollWidth).toBeLessThanOrEqual(box.clientWidth);
    expect(box.getBoundingClientRect().width).toBeLessThanOrEqual(320);
  });
});

describe("in the widget", () => {
  test("a proxy that works is never asked", async () => {
    await command({ defaults: { queueMs: 0, runMs: 0 } });
    await showWidget();
    await press();
    await expect.poll(status, SLOW).toBe("completed");
    const { requests } = await report();
    expect(requests.filter(({ url }) => url.includes("00000000-"))).toEqual([]);
    expect(notice().query()).toBeNull();
  });

  test("a wrong proxy explains itself when the first press fails", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await showWidget();
    await command({ proxy: HTML_PAGE });
    await press();
    await untilCodes("no-route");
    await expect.element(notice()).toHaveTextContent("There is no proxy at this address");
    expect(warn.mock.calls.flat().join()).toContain("no-route");
    expect((await report()).posts).toEqual([]);
    warn.mockRestore();
  });

  test("a cancel that cannot work is explained while the video is made", async () => {
    await command({ defaults: { queueMs: 60_000 }, proxy: NO_PUT });
    await showWidget();
    await press();
    await expect.poll(status, SLOW).toBe("in-queue");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await untilCodes("no-put", "open-to-all", "attempts-unknown");
    expect(status()).toBe("in-queue");
    expect((await report()).posts.length).toBe(1);
  });

  test("a failure of before the reload is shown, and the proxy is not asked", async () => {
    await showWidget();
    await command({ proxy: HTML_PAGE });
    await press();
    await untilCodes("no-route");
    await cleanup();
    const asked = await proxyRequests();
    await showWidget({ defaultInput: {} });
    await expect.poll(status, SLOW).toBe("failed");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(codes()).toEqual([]);
    expect(await proxyRequests()).toBe(asked);
  });

  test("what is dismissed goes with the failure, and another failure is looked into anew", async () => {
    await showWidget();
    await command({ proxy: HTML_PAGE });
    await press();
    await untilCodes("no-route");
    await notice().getByRole("button", { name: "Hide the proxy check" }).click();
    await expect.element(notice()).not.toBeInTheDocument();
    await press();
    await untilCodes("no-route");
  });

  test("what the visitor did is no reason to ask", async () => {
    await showWidget({ defaultPrompt: "" });
    await press();
    await expect.element(page.getByText("The prompt is empty.")).toBeVisible();
    const { requests } = await report();
    expect(requests.filter(({ url }) => url.includes("00000000-"))).toEqual([]);
  });

  test("diagnose asks at once, before anything is pressed", async () => {
    await showWidget({ diagnose: true });
    await untilCodes("open-to-all", "attempts-unknown");
    expect(status()).toBe("idle");
  });
});
