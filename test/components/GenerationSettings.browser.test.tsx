import { useState } from "react";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  GenerationSettings,
  INPUT_DEFAULTS,
  PROMPT_MAX_LENGTH,
  type GenerationSettingsProps,
} from "../../src/index.js";
import "../../src/styles/styles.css";

type Settings = GenerationSettingsProps["value"];

/** A host that keeps the value, as every host does. */
function Host(props: { start?: Settings; onValueChange?: (value: Settings) => void }) {
  const [value, setValue] = useState(props.start ?? {});
  return (
    <GenerationSettings
      value={value}
      onValueChange={(next) => {
        props.onValueChange?.(next);
        setValue(next);
      }}
    />
  );
}

const radio = (name: string) => page.getByRole("radio", { name, exact: true });
const slider = () => page.getByRole("slider", { name: "Guidance", exact: true });
const negative = () => page.getByRole("textbox", { name: "Negative prompt", exact: true });
const open = () => page.getByText("Advanced").click();

test("the duration is one radio group, and the model's default is chosen", async () => {
  const onValueChange = vi.fn();
  await render(<Host onValueChange={onValueChange} />);
  await expect
    .element(page.getByRole("radiogroup", { name: "Duration", exact: true }))
    .toBeVisible();
  await expect.element(radio("5 s")).toBeChecked();
  await radio("10 s").click();
  await expect.element(radio("10 s")).toBeChecked();
  expect(onValueChange).toHaveBeenCalledExactlyOnceWith({ duration: "10" });
});

test("the arrow keys choose a duration", async () => {
  await render(<Host />);
  await userEvent.keyboard("{Tab}{ArrowRight}");
  await expect.element(radio("10 s")).toBeChecked();
  await expect.element(radio("10 s")).toHaveFocus();
});

test("guidance and negative prompt stay folded away until they are wanted", async () => {
  await render(<Host />);
  await expect.element(page.getByLabelText("Guidance")).not.toBeVisible();
  await open();
  await expect.element(slider()).toBeVisible();
  await expect.element(slider()).toHaveValue(String(INPUT_DEFAULTS.cfg_scale));
  await expect.element(page.getByText("0.50")).toBeVisible();
  await expect.element(negative()).toHaveAttribute("placeholder", INPUT_DEFAULTS.negative_prompt);
});

test("guidance moves in small steps by keys and is a number", async () => {
  const onValueChange = vi.fn();
  await render(<Host onValueChange={onValueChange} start={{ duration: "10" }} />);
  await open();
  (slider().element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(onValueChange).toHaveBeenCalledExactlyOnceWith({ duration: "10", cfg_scale: 0.55 });
  await expect.element(page.getByText("0.55")).toBeVisible();
});

test("an emptied negative prompt leaves the model's default in force", async () => {
  const onValueChange = vi.fn();
  await render(<Host start={{ negative_prompt: "x" }} onValueChange={onValueChange} />);
  await open();
  await negative().clear();
  expect(onValueChange).toHaveBeenLastCalledWith({ negative_prompt: undefined });
});

test("a negative prompt that is too long is unfolded and explained", async () => {
  await render(<Host start={{ negative_prompt: "x".repeat(PROMPT_MAX_LENGTH + 1) }} />);
  await expect.element(negative()).toBeVisible();
  await expect.element(negative()).toHaveAttribute("aria-invalid", "true");
  await expect.element(negative()).toHaveAccessibleDescription(/has 2501 characters/);
});

test("Enter in a setting does not send a form of the host's", async () => {
  const onSubmit = vi.fn((event: React.FormEvent) => event.preventDefault());
  await render(
    <form onSubmit={onSubmit}>
      <Host />
      <button type="submit">Save</button>
    </form>,
  );
  await open();
  for (const control of [radio("5 s"), slider()]) {
    (control.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
  }
  expect(onSubmit).not.toHaveBeenCalled();
});
