import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { errorCatalogue, type ErrorEntry } from "../../src/model/errorCatalogue.js";
import { plainSpaces } from "../support/plainSpaces.js";

const text = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const entries = text.split(/^### /m).slice(1).map(toEntry);
const codes = Object.keys(errorCatalogue);

test("docs/errors.md has an entry for every code, once, and for no other", () => {
  expect(entries.map(({ code }) => code).sort()).toEqual([...codes].sort());
});

describe.each(Object.entries<ErrorEntry>(errorCatalogue))(
  "%s",
  (code, { message, hint, retryable }) => {
    const entry = entries.find((one) => one.code === code);

    test("is described in the words that the visitor reads", () => {
      expect(entry?.quote).toBe(`${plainSpaces(message({}))} ${hint}`);
    });

    test("says when, whether it was charged, where it is shown, and whether it can be sent again", () => {
      expect(entry?.facts["When"]).toMatch(/^\S.{20}/);
      expect(entry?.facts["Charged"]).toMatch(/^(no|maybe)\b/);
      expect(entry?.facts["Shown"]).toMatch(/^(field|stage|line under)\b/);
      expect(entry?.facts["Again"]).toBe(retryable ? "yes" : "no");
    });
  },
);

test("every link of docs/errors.md leads somewhere", () => {
  for (const [, file = "", anchor] of text.matchAll(/\]\((\w+\.md)(?:#([\w-]+))?\)/g)) {
    const page = readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8");
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => toAnchor(title));
    if (anchor !== undefined) expect(anchors, file).toContain(anchor);
  }
});

function toEntry(section: string) {
  const [heading = "", ...lines] = section.split("\n");
  const facts = Object.fromEntries(
    [...section.matchAll(/^- \*\*(\w+):\*\* (.*)$/gm)].map(([, name, fact]) => [name, fact]),
  ) as Record<string, string | undefined>;
  const quote = lines.find((line) => line.startsWith("> "))?.slice(2);
  return { code: heading.replaceAll("`", ""), quote, facts };
}

/** As GitHub makes them. */
function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(" ", "-");
}
