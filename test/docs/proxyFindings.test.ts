import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { proxyFindings } from "../../src/model/proxyFindings.js";

const text = readFileSync(new URL("../../docs/proxy.md", import.meta.url), "utf8");

test("docs/proxy.md lists every finding of the diagnosis, once, with its severity", () => {
  const rows = [...text.matchAll(/^\| `([\w-]+)`\s*\| (error|warning)\s*\| \S/gm)];
  expect(rows.map(([, code, severity]) => [code, severity])).toEqual(
    Object.entries(proxyFindings).map(([code, { severity }]) => [code, severity]),
  );
});
