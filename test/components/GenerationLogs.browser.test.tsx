import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { expect, onTestFinished, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { GenerationLogs, type LogLine } from "../../src/index.js";
import "../../src/styles/styles.css";

const line = (message: string): LogLine => ({ message, timestamp: "", level: "INFO" });
const lines = (count: number) => Array.from({ length: count }, (_, n) => line(`line ${n}`));
const box = () => page.getByRole("group", { name: "Log" }).element();
const isAtEnd = () => box().scrollHeight - box().scrollTop - box().clientHeight < 2;

test("shows nothing where there are no lines", async () => {
  await render(<GenerationLogs lines={[]} />);
  expect(document.querySelector(".kling-logs")).toBeNull();
});

test("stays at its end while lines come in", async () => {
  const screen = await render(<GenerationLogs lines={lines(20)} />);
  await expect.poll(isAtEnd).toBe(true);
  await screen.rerender(<GenerationLogs lines={lines(40)} />);
  await expect.poll(isAtEnd).toBe(true);
});

test("stays where the reader scrolled to", async () => {
  const screen = await render(<GenerationLogs lines={lines(20)} />);
  await expect.poll(isAtEnd).toBe(true);
  box().scrollTop = 40;
  await new Promise((resolve) => box().addEventListener("scroll", resolve, { once: true }));
  await screen.rerender(<GenerationLogs lines={lines(40)} />);
  expect(box().scrollTop).toBe(40);
});

test("can be reached with the keyboard where it scrolls, and is no stop where it does not", async () => {
  const screen = await render(<GenerationLogs lines={lines(2)} />);
  expect(box().hasAttribute("tabindex")).toBe(false);
  await screen.rerender(<GenerationLogs lines={lines(20)} />);
  await expect.poll(() => box().getAttribute("tabindex")).toBe("0");
});

test("Q12: shows hostile lines as the text they are", async () => {
  await render(
    <GenerationLogs lines={[line('<img src=x onerror="alert(1)"> <a href="//x">x</a>')]} />,
  );
  expect(box().querySelector("img, a")).toBeNull();
  await expect.element(page.getByText("<img src=x")).toBeVisible();
});

test("Q11: shows the newest of a long list", async () => {
  await render(<GenerationLogs lines={lines(2000)} />);
  expect(box().querySelectorAll("li").length).toBeLessThanOrEqual(200);
  await expect.element(page.getByText("line 1999", { exact: true })).toBeVisible();
});

test("Q11: its last lines are there at once, and those before them come bit by bit", async () => {
  const container = document.body.appendChild(document.createElement("div"));
  const root = createRoot(container);
  onTestFinished(() => {
    root.unmount();
    container.remove();
  });
  const shown = () => [...container.querySelectorAll("bdi")].map(({ textContent }) => textContent);
  flushSync(() => root.render(<GenerationLogs lines={lines(2000)} />));
  expect(shown().length).toBeLessThanOrEqual(20);
  expect(shown().at(-1)).toBe("line 1999");
  await expect.poll(() => shown().length).toBe(200);
  expect(isAtEnd()).toBe(true);

  flushSync(() => root.render(<GenerationLogs lines={lines(4000)} />));
  expect(shown().at(-1)).toBe("line 1999");
  await expect.poll(() => shown().at(-1)).toBe("line 3999");
  expect(isAtEnd()).toBe(true);
});

test("Q11: a line that is being read stays the same one when a full log loses older ones", async () => {
  const all = [...lines(100), line("x".repeat(4_000)), ...lines(100)];
  const screen = await render(<GenerationLogs lines={all.slice(0, 150)} />);
  await page.getByRole("button", { name: "Show all" }).click();
  const long = () =>
    [...box().querySelectorAll("bdi")].find(({ textContent }) => textContent.startsWith("x"));
  const before = long();
  await screen.rerender(<GenerationLogs lines={all.slice(50)} />);
  expect(long()).toBe(before);
  expect(long()?.textContent).toHaveLength(4_000);
});

test("Q11: a long line shows its beginning, and all that is kept of it when it is asked for", async () => {
  await render(<GenerationLogs lines={[line("before"), line("x".repeat(4_000)), line("after")]} />);
  const lengths = () =>
    [...box().querySelectorAll("bdi")].map(({ textContent }) => textContent.length);
  expect(lengths()).toEqual([6, 401, 5]);
  await page.getByRole("button", { name: "Show all" }).click();
  expect(lengths()).toEqual([6, 4_000, 5]);
  expect(page.getByRole("button", { name: "Show all" }).query()).toBeNull();
});

test("can be closed and opened again, and is at its end then", async () => {
  const onOpenChange = vi.fn();
  await render(<GenerationLogs lines={lines(40)} onOpenChange={onOpenChange} />);
  await page.getByText("Log", { exact: true }).click();
  await expect.poll(() => document.querySelectorAll(".kling-logs li").length).toBe(0);
  await page.getByText("Log", { exact: true }).click();
  await expect.poll(isAtEnd).toBe(true);
  expect(onOpenChange.mock.calls).toEqual([[false], [true]]);
});
