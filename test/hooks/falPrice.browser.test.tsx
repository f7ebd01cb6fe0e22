import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  CostBadge,
  createFalTransport,
  GenerateButton,
  KlingVideoProvider,
  PRICE,
  type KlingTransport,
  type Price,
} from "../../src/index.js";
import { createFalSimulator, type PricingScript } from "../../src/simulator/index.js";
import { command } from "../support/browserFal.js";
import { counts, startAfresh, URL_INPUT } from "./support/freshFal.js";
import { mountHook } from "./support/mountHook.js";
import { showWidget } from "./support/showWidget.js";

beforeEach(startAfresh);

const CHEAPER: PricingScript = { unitPrice: 0.056 };
let wayCount = 0;

/** A way to a fal in the page that tells this price, and how often it was asked for it. */
function startFal(pricing: PricingScript = {}) {
  const simulator = createFalSimulator({
    mediaOrigin: `${location.origin}/media`,
    queueMs: 0,
    runMs: 100,
    defaults: { pricing },
  });
  wayCount += 1;
  const transport = createFalTransport({
    proxyUrl: `${location.origin}/api/fal/proxy?price=${wayCount}`,
    fetch: simulator.proxyFetch,
    put: simulator.put,
  });
  return { simulator, transport, looks: () => simulator.count("price") };
}

const badge = () => document.querySelector(".kling-cost")?.textContent;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("fal's own price stands on the badge, once it is known; until then the built-in one", async () => {
  const { transport, looks } = startFal({ ...CHEAPER, fault: { slowMs: 300 } });
  await render(<CostBadge price="fal" transport={transport} duration="10" />);
  expect(badge()).toBe("$0.70");
  await expect.poll(badge).toBe("$0.56");
  expect(looks()).toBe(1);
});

test.each<[string, PricingScript]>([
  ["another unit", { unitPrice: 0.056, unit: "credits" }],
  ["another currency", { unitPrice: 0.056, currency: "EUR" }],
  ["nonsense", { unitPrice: 56 }],
  ["a refusal", { fault: "key-unknown" }],
  ["a page", { fault: "html-200" }],
  ["a broken connection", { fault: "reset" }],
])("%s is no price: the built-in one stays, and fal is asked once", async (_, pricing) => {
  const { transport, looks } = startFal(pricing);
  const shown = await render(<CostBadge price="fal" transport={transport} />);
  await expect.poll(looks).toBe(1);
  await wait(300);
  expect(badge()).toBe("$0.35");
  await shown.rerender(
    <KlingVideoProvider price="fal" transport={transport}>
      <CostBadge />
      <GenerateButton onGenerate={() => {}} />
    </KlingVideoProvider>,
  );
  window.dispatchEvent(new Event("visibilitychange"));
  await wait(300);
  expect(looks()).toBe(1);
  await expect.element(page.getByRole("button", { name: "Generate $0.35" })).toBeVisible();
});

test("what the widget shows at the press is what is noted, and what the next press would cost", async () => {
  const { transport, looks } = startFal({ ...CHEAPER });
  const noted: number[] = [];
  const widget = await showWidget({ proxyUrl: "/api/fal/proxy", transport, price: "fal" });
  await expect.element(page.getByRole("button", { name: "Generate $0.28" })).toBeVisible();
  const key = (index: number) => localStorage.key(index) ?? "";
  await widget.generate.click();
  await widget.until("completed");
  for (let index = 0; index < localStorage.length; index += 1) {
    if (key(index).startsWith("kling-video:1:")) {
      noted.push(JSON.parse(localStorage.getItem(key(index)) ?? "{}").priceUsd);
    }
  }
  expect(noted).toEqual([0.28]);
  expect(looks()).toBe(1);
});

test("Send again and the lost one have fal's price, too", async () => {
  const { transport, simulator } = startFal({ ...CHEAPER });
  simulator.script({ submit: { acceptThen: "reset" } });
  const widget = await showWidget({ proxyUrl: "/api/fal/proxy", transport, price: "fal" });
  await expect.element(page.getByRole("button", { name: "Generate $0.28" })).toBeVisible();
  await widget.generate.click();
  await widget.until("unconfirmed");
  await expect.element(widget.alert).toHaveTextContent("you may have been charged $0.28");
  await expect.element(page.getByRole("button", { name: "Send again · $0.28" })).toBeVisible();
});

test("a press before fal's price is known is noted with the price that was shown", async () => {
  const { transport } = startFal({ ...CHEAPER, fault: { slowMs: 60_000 } });
  const hook = await mountHook({ transport, price: "fal" });
  await hook.video.submit(URL_INPUT);
  expect(hook.generation).toMatchObject({ priceUsd: 0.35 });
});

test("nobody asks for a price that nobody wanted", async () => {
  const client = new QueryClient();
  const { transport, looks } = startFal(CHEAPER);
  const own: Price = { ...PRICE, baseUsd: 1 };
  await render(
    <QueryClientProvider client={client}>
      <KlingVideoProvider transport={transport}>
        <CostBadge />
        <CostBadge price={own} />
      </KlingVideoProvider>
    </QueryClientProvider>,
  );
  await wait(300);
  expect(looks()).toBe(0);
  expect(client.getQueryCache().getAll()).toEqual([]);
});

test("defaults of a host that retry, poll and throw change nothing", async () => {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: 3,
        retryDelay: 1,
        refetchInterval: 50,
        staleTime: 0,
        throwOnError: true,
        networkMode: "offlineFirst",
      },
    },
  });
  const { transport, looks } = startFal({ fault: 500 });
  await render(
    <QueryClientProvider client={client}>
      <CostBadge price="fal" transport={transport} />
    </QueryClientProvider>,
  );
  await expect.poll(looks).toBe(1);
  await wait(500);
  expect(looks()).toBe(1);
  expect(badge()).toBe("$0.35");
});

test("a transport of the host's own that knows no price keeps the built-in one", async () => {
  const { transport } = startFal(CHEAPER);
  const { price: _price, ...rest } = transport;
  const own: KlingTransport = { ...rest, id: "https://own.example/" };
  await render(<CostBadge price="fal" transport={own} />);
  await wait(200);
  expect(badge()).toBe("$0.35");
});

test("through the proxy of this library it comes the whole way", async () => {
  await command({ script: { pricing: { unitPrice: 0.056 } } });
  const widget = await showWidget({ price: "fal" });
  await expect.element(page.getByRole("button", { name: "Generate $0.28" })).toBeVisible();
  await widget.generate.click();
  await widget.until("completed");
  expect(await counts()).toEqual({ posts: 1, charges: 1 });
});
