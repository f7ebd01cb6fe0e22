import { StrictMode, useState } from "react";
import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  GenerationList,
  KlingVideoError,
  type GenerationListProps,
  type StartedGeneration,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import { completed, inProgress, inQueue, requestId, waiting } from "./support/generations.js";

const lost = new KlingVideoError({ code: "unconfirmed", charged: "maybe" });
const unconfirmed = { ...waiting, status: "unconfirmed", error: lost, canCheck: false } as const;
const unreadable = new KlingVideoError({ code: "result-unreadable", charged: "maybe" });
const failed = { ...waiting, status: "failed", requestId, error: unreadable, logs: [] } as const;

/** Another generation for each, newest first, each a minute older than the one above it. */
const listOf = (...generations: StartedGeneration[]) =>
  generations.map((generation, index) => ({
    ...generation,
    attemptId: `attempt-${index}`,
    submittedAt: generation.submittedAt - index * 60_000,
  }));
const promptOf = <T extends StartedGeneration>(generation: T, prompt: string) => ({
  ...generation,
  input: { ...generation.input, prompt },
});

const show = (
  generations: readonly StartedGeneration[],
  props: Partial<GenerationListProps> = {},
) =>
  render(
    <StrictMode>
      <GenerationList generations={generations} {...props} />
    </StrictMode>,
  );
const button = (name: string) => page.getByRole("button", { name, exact: true });
const names = () =>
  [...document.querySelectorAll(".kling-list :is(button, a)")].map((element) =>
    element.getAttribute("aria-label"),
  );

test("what waits for its turn says that it is not paid, and can be taken back", async () => {
  const onCancel = vi.fn();
  await show(listOf(waiting), { onCancel });
  await expect.element(page.getByText("Waiting for its turn")).toBeVisible();
  await expect.element(page.getByText(/Not sent and not paid yet/)).toBeVisible();
  await button("Cancel: The boat drifts off").click();
  expect(onCancel).toHaveBeenCalledExactlyOnceWith("attempt-0");
});

test("no two buttons have the same name, also where prompts are the same or begin alike", async () => {
  const long = "A paper boat drifts down a rain-soaked street at dusk, and the camera follows";
  const wishes = { onShow: vi.fn(), onCancel: vi.fn(), onCheck: vi.fn() };
  await show(
    listOf(
      waiting,
      inQueue,
      inProgress,
      completed,
      completed,
      unconfirmed,
      failed,
      promptOf(completed, `${long} it`),
      promptOf(completed, `${long} him`),
    ),
    { ...wishes, onSendAgain: vi.fn(), onRemove: vi.fn() },
  );
  expect(names().length).toBeGreaterThan(15);
  expect(new Set(names()).size).toBe(names().length);
});

test("a newer one does not rename the others", async () => {
  const [newer, ...older] = listOf(inQueue, inQueue, inQueue);
  const screen = await show(older, { onCancel: () => {} });
  const before = names();
  await screen.rerender(
    <StrictMode>
      <GenerationList generations={newer ? [newer, ...older] : older} onCancel={() => {}} />
    </StrictMode>,
  );
  expect(names().slice(1)).toEqual(before);
});

test("a lost answer offers to send again at its price, which is another consent", async () => {
  const onSendAgain = vi.fn();
  await show(listOf(unconfirmed), { onSendAgain });
  await expect.element(page.getByText("We sent it and got no answer.")).toBeVisible();
  await button("Send again · $0.35: The boat drifts off").click();
  expect(onSendAgain).toHaveBeenCalledExactlyOnceWith(unconfirmed.input);
});

test("a lost answer is checked only where the proxy can answer, a lost result always", async () => {
  const onCheck = vi.fn();
  await show(listOf(unconfirmed, { ...unconfirmed, canCheck: true }, failed), { onCheck });
  expect(names()).toEqual([
    "Check again: The boat drifts off (2)",
    "Check again: The boat drifts off",
  ]);
});

test("what is under way cannot be removed", async () => {
  await show(listOf(waiting, inQueue, inProgress), { onRemove: () => {} });
  expect(names()).toEqual([]);
});

test("a cancel that is under way is not asked for again", async () => {
  const onCancel = vi.fn();
  await show(listOf({ ...inQueue, isCanceling: true }), { onCancel });
  const cancel = button("Cancel: The boat drifts off");
  expect(cancel.element().getAttribute("aria-disabled")).toBe("true");
  await cancel.click({ force: true });
  expect(onCancel).not.toHaveBeenCalled();
});

test("the focus stays in the list when the entry that has it is removed", async () => {
  function Host() {
    const [generations, setGenerations] = useState(listOf(completed, completed));
    const remove = (id: string) => setGenerations((all) => all.filter((g) => g.attemptId !== id));
    return <GenerationList generations={generations} onRemove={remove} />;
  }
  await render(
    <StrictMode>
      <Host />
    </StrictMode>,
  );
  await button("Remove: The boat drifts off").click();
  expect(document.activeElement).toBe(document.querySelector(".kling-list"));
});

test("the focus stays at the entry when its Cancel goes", async () => {
  const [generation = inQueue] = listOf(inQueue);
  const screen = await show([generation], { onCancel: () => {} });
  button("Cancel: The boat drifts off").element().focus();
  await screen.rerender(
    <StrictMode>
      <GenerationList generations={listOf(completed)} onCancel={() => {}} />
    </StrictMode>,
  );
  expect(document.activeElement).toBe(document.querySelector(".kling-list-item"));
});

test("Q12: a prompt is text, whatever is in it, and does not turn what stands around it", async () => {
  await show(listOf(promptOf(completed, "<img src=x onerror=alert(1)> \u202E txet")));
  expect(document.querySelector(".kling-list-prompt img")).toBeNull();
  expect(document.querySelector(".kling-list-prompt bdi")?.textContent).toContain("<img src=x");
});

test("V05: a video with an address that is not safe is not opened", async () => {
  const video = { url: "javascript:alert(1)" };
  await show(listOf({ ...completed, video }));
  expect(document.querySelector(".kling-list a")).toBeNull();
});

test("one line says how many there are, to the eye and to screen readers", async () => {
  await show(listOf(waiting, inQueue, completed, unconfirmed));
  const summary = "1 under way · 1 waiting, not paid yet · 1 ready · 1 without a video";
  await expect.element(page.getByRole("status")).toHaveTextContent(summary);
  expect(page.getByRole("status").elements()).toHaveLength(1);
});

test("A06: at 320 px nothing stands out of the page, also with one endless word", async () => {
  await page.viewport(320, 800);
  document.body.style.margin = "16px";
  await show(listOf(promptOf(unconfirmed, "x".repeat(300)), waiting, completed), {
    onShow: () => {},
    onCancel: () => {},
    onSendAgain: () => {},
    onRemove: () => {},
  });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  const small = [...document.querySelectorAll(".kling-list :is(button, a)")].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width < 24 || height < 24;
  });
  expect(small).toEqual([]);
  await page.viewport(414, 896);
});
