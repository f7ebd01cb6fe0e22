import { afterEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { CostBadge, FrameUploader, GenerationSettings, PromptEditor } from "../../src/index.js";
import styles from "../../src/styles/styles.css?inline";
import { contrast } from "./support/contrast.js";
import { weightOf } from "./support/weightOf.js";

const nothing = () => {};
const added: HTMLStyleElement[] = [];

/** A stylesheet of the page, in the order in which it is added. */
function addStyles(css: string): CSSStyleSheet {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  added.push(style);
  if (!style.sheet) throw new Error("The stylesheet was not taken.");
  return style.sheet;
}

/** Takes out what a browser leaves out that has no relative colors. */
function withoutNewColors(sheet: CSSStyleSheet): void {
  const at = Array.from(sheet.cssRules).findIndex((rule) => rule instanceof CSSSupportsRule);
  expect(at).toBeGreaterThan(-1);
  sheet.deleteRule(at);
}

afterEach(() => added.splice(0).forEach((style) => style.remove()));

function Form() {
  return (
    <div className="kling">
      <FrameUploader label="Start frame" value={null} onValueChange={nothing} />
      <PromptEditor value={"x".repeat(2501)} onValueChange={nothing} />
      <GenerationSettings value={{}} onValueChange={nothing} />
      <button type="button" className="kling-button" data-variant="primary">
        Generate <CostBadge />
      </button>
    </div>
  );
}

describe("selectors", () => {
  const toRules = (rules: CSSRuleList): CSSStyleRule[] =>
    Array.from(rules).flatMap((rule) => {
      if (rule instanceof CSSStyleRule) return [rule];
      return rule instanceof CSSGroupingRule ? toRules(rule.cssRules) : [];
    });

  test("every selector weighs one class, and the tokens nothing", () => {
    const selectors = toRules(addStyles(styles).cssRules).flatMap(({ selectorText }) =>
      selectorText.split(/,(?![^(]*\))/).map((selector) => selector.trim()),
    );
    expect(selectors.length).toBeGreaterThan(80);
    const wrong = selectors.filter((selector) => {
      const isTokens = /:root|:host/.test(selector);
      return weightOf(selector) !== (isTokens ? 0 : 1);
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(["before", "after"])("a reset that comes %s", (order) => {
  test("takes nothing away", async () => {
    const looks = async () => {
      await render(<Form />);
      const seen = Array.from(document.querySelectorAll("[class*='kling-']"), (element) => {
        const { display, position, paddingTop, borderTopWidth, color, fontSize } =
          getComputedStyle(element);
        return [element.className, display, position, paddingTop, borderTopWidth, color, fontSize];
      });
      return seen.map((look) => look.join(" "));
    };
    addStyles(styles);
    const plain = await looks();
    document.body.replaceChildren();

    added.splice(0).forEach((style) => style.remove());
    const reset = "body *, body *::before, body *::after { all: unset; }";
    const sheets = order === "before" ? [reset, styles] : [styles, reset];
    // The reset weighs as much as tags do: it may not win over a class in any order.
    sheets.forEach(addStyles);
    expect(await looks()).toEqual(plain);
    const path = document.querySelector(".kling-icon > path");
    expect(path && getComputedStyle(path).getPropertyValue("d"), "icons keep their shape").not.toBe(
      "none",
    );
  });
});

describe.each(["light", "dark"])("in a %s host", (scheme) => {
  test.each(["now", "of 2023"])("every text can be read in a browser %s", async (browser) => {
    const sheet = addStyles(styles);
    if (browser === "of 2023") withoutNewColors(sheet);
    await render(<div data-testid="host" style={{ colorScheme: scheme }} />);
    const host = page.getByTestId("host").element() as HTMLElement;
    for (const ground of ["ground", "sunken"]) {
      for (const text of ["ink", "muted", "good", "warn", "accent"]) {
        expect(contrast(host, text, ground), `${text} on ${ground}`).toBeGreaterThan(4.5);
      }
      expect(contrast(host, "line-strong", ground), "edges").toBeGreaterThan(3);
    }
    expect(contrast(host, "on-accent", "accent")).toBeGreaterThan(4.5);
  });

  test("a part asks for the other scheme by an attribute", async () => {
    addStyles(styles);
    const other = scheme === "light" ? "dark" : "light";
    await render(
      <div style={{ colorScheme: scheme }}>
        <PromptEditor
          value=""
          onValueChange={nothing}
          data-testid="part"
          data-color-scheme={other}
        />
      </div>,
    );
    expect(getComputedStyle(page.getByTestId("part").element()).colorScheme).toBe(other);
  });
});

test("a host's color on any ancestor is used", async () => {
  addStyles(styles);
  addStyles(":root { --kling-accent: rgb(1, 2, 3); }");
  await render(<Form />);
  const generate = page.getByRole("button", { name: /Generate/ }).element();
  expect(getComputedStyle(generate).backgroundColor).toBe("rgb(1, 2, 3)");
});

test("one class of the host wins", async () => {
  addStyles(styles);
  addStyles(".mine { border-radius: 3px; }");
  await render(
    <button type="button" className="kling-button mine">
      Generate
    </button>,
  );
  expect(getComputedStyle(page.getByRole("button").element()).borderRadius).toBe("3px");
});
