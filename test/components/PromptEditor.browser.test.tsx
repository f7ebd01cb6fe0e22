import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  KlingVideoError,
  PROMPT_MAX_LENGTH,
  PromptEditor,
  type PromptEditorProps,
} from "../../src/index.js";
import "../../src/styles/styles.css";

/** A host that keeps the value, as every host does. */
function Host({ start = "", ...props }: Partial<PromptEditorProps> & { start?: string }) {
  const [value, setValue] = useState(start);
  return <PromptEditor {...props} value={value} onValueChange={setValue} />;
}

const field = () => page.getByRole("textbox", { name: "Prompt", exact: true });
const textarea = () => field().element() as HTMLTextAreaElement;

describe("counting", () => {
  test("the field has its name, its hint and its count", async () => {
    await render(<Host start="A wave" />);
    await expect.element(field()).toHaveAccessibleName("Prompt");
    await expect
      .element(field())
      .toHaveAccessibleDescription("Describe the motion, not the picture 6 / 2500");
  });

  test("characters are counted as people count them", async () => {
    await render(<Host />);
    await field().fill("Boat ⛵ and 🎬");
    await expect.element(page.getByText("12 / 2500")).toBeVisible();
  });

  test("a prompt that is too long is marked, explained and never cut", async () => {
    await render(<Host start={"a".repeat(PROMPT_MAX_LENGTH)} />);
    await expect.element(field()).not.toHaveAttribute("aria-invalid");
    textarea().setSelectionRange(PROMPT_MAX_LENGTH, PROMPT_MAX_LENGTH);
    textarea().focus();
    await cdp().send("Input.insertText", { text: "🎬" });
    expect(textarea().value).toHaveLength(PROMPT_MAX_LENGTH + 2);
    await expect.element(page.getByText("2501 / 2500")).toBeVisible();
    await expect.element(field()).toHaveAttribute("aria-invalid", "true");
    await expect
      .element(field())
      .toHaveAccessibleDescription(/has 2501 characters; the model takes 2500/);
    expect(page.getByRole("alert").query(), "no alert with each key").toBeNull();
  });

  test("an error from outside is said and tied to the field", async () => {
    const error = new KlingVideoError({
      code: "content-policy",
      charged: "maybe",
      field: "prompt",
    });
    await render(<Host start="x" error={error} />);
    await expect.element(page.getByRole("alert")).toHaveTextContent(/content policy refused this/);
    await expect.element(field()).toHaveAccessibleDescription(/content policy refused this/);
    await expect.element(field()).toHaveAttribute("aria-invalid", "true");
  });
});

describe("sending", () => {
  test.each(["{Control>}{Enter}{/Control}", "{Meta>}{Enter}{/Meta}"])(
    "%s sends, once",
    async (keys) => {
      const onSubmit = vi.fn();
      await render(<Host start="A wave" onSubmit={onSubmit} />);
      textarea().focus();
      await userEvent.keyboard(keys);
      expect(onSubmit).toHaveBeenCalledOnce();
      expect(textarea().value).toBe("A wave");
    },
  );

  test("Enter alone is a new line", async () => {
    const onSubmit = vi.fn();
    await render(<Host onSubmit={onSubmit} />);
    textarea().focus();
    await userEvent.keyboard("One{Enter}two");
    expect(textarea().value).toBe("One\ntwo");
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test.each([
    ["confirms a composition", { isComposing: true }],
    ["confirms a composition in Safari", { keyCode: 229 }],
    ["is held down", { repeat: true }],
    ["comes with Shift", { shiftKey: true }],
  ])("nothing is sent by a Ctrl+Enter that %s", async (_, init) => {
    const onSubmit = vi.fn();
    await render(<Host onSubmit={onSubmit} />);
    const pressed = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, ...init };
    textarea().dispatchEvent(new KeyboardEvent("keydown", pressed));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test("a composition is not sent by the keys that confirm it, and arrives whole", async () => {
    const onSubmit = vi.fn();
    await render(<Host onSubmit={onSubmit} />);
    textarea().focus();
    const keyboard = cdp();
    await keyboard.send("Input.imeSetComposition", {
      text: "なみ",
      selectionStart: 2,
      selectionEnd: 2,
    });
    await keyboard.send("Input.dispatchKeyEvent", {
      type: "rawKeyDown",
      key: "Enter",
      windowsVirtualKeyCode: 13,
      modifiers: 2, // Ctrl
    });
    await keyboard.send("Input.insertText", { text: "波" });
    await expect.element(field()).toHaveValue("波");
    await expect.element(page.getByText("1 / 2500")).toBeVisible();
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

test("a form of the host's neither takes the prompt with it nor resets it", async () => {
  await render(
    <form data-testid="theirs">
      <Host start="A wave" />
    </form>,
  );
  const form = page.getByTestId("theirs").element() as HTMLFormElement;
  form.reset();
  expect(textarea().value).toBe("A wave");
  expect(Array.from(form.elements)).toEqual([]);
});
