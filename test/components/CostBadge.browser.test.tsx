import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { CostBadge, estimateCost, KlingVideoProvider } from "../../src/index.js";

test("the price follows the duration", async () => {
  const screen = await render(<CostBadge />);
  await expect.element(page.getByText(`$${estimateCost("5")}`)).toBeVisible();
  await screen.rerender(<CostBadge duration="10" />);
  await expect.element(page.getByText("$0.70")).toBeVisible();
});

test("the price is part of a button's name", async () => {
  await render(
    <button type="button">
      Generate <CostBadge duration="5" />
    </button>,
  );
  await expect.element(page.getByRole("button")).toHaveAccessibleName("Generate $0.35");
});

test("a host's own price list is used, from a prop or from the provider", async () => {
  const price = { baseUsd: 1, baseSeconds: 5, perSecondUsd: 0.5 };
  await render(
    <KlingVideoProvider price={price}>
      <CostBadge duration="10" />
      <CostBadge duration="10" price={{ ...price, baseUsd: 2 }} />
    </KlingVideoProvider>,
  );
  await expect.element(page.getByText("$3.50")).toBeVisible();
  await expect.element(page.getByText("$4.50")).toBeVisible();
});

test("the price is written in the language of the words", async () => {
  await render(<CostBadge labels={{ locale: "de-DE" }} />);
  await expect.element(page.getByText("0,35 $")).toBeVisible();
});
