import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const DOCS = new URL("../../docs/", import.meta.url);

/** The sections below "Where it goes", each from its heading on. */
const recipes = readFileSync(new URL("proxy.md", DOCS), "utf8")
  .split(/^## /m)
  .filter((section) => section.startsWith("Where it goes"))
  .flatMap((section) => section.split(/^### /m).slice(1))
  .map((text) => ({
    name: text.slice(0, text.indexOf("\n")),
    code: [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code),
    files: [...text.matchAll(/\]\((\.\.\/(?:test\/hosts|examples)\/[^)]+)\)/g)].map(
      ([, file = ""]) => file,
    ),
  }));

it("tells where the proxy goes in every host", () => {
  expect(recipes.map(({ name }) => name)).toEqual([
    "Node",
    "Express 4 and 5",
    "Fastify 5",
    "Hono",
    "Next, app router",
    "Next, pages router",
    "React Router 7",
    "Vite's dev server",
    "Anything else that speaks `Request` and `Response`",
  ]);
});

it.each(recipes)("$name: stands so in each host that is tested", ({ name, code, files }) => {
  expect(files).not.toHaveLength(0);
  if (!name.startsWith("Anything else")) expect(code).toHaveLength(1);
  for (const file of files) {
    const tested = readFileSync(new URL(file, DOCS), "utf8");
    for (const block of code) expect(tested).toContain(block);
  }
});
