import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REFUSALS } from "../../../src/server/WebhookRefusal.js";

const text = readFileSync(new URL("../../../docs/webhook.md", import.meta.url), "utf8");

test("docs/webhook.md lists every reason for which a delivery is refused, with its status", () => {
  const rows = [...text.matchAll(/^\| (\d{3})\s*\| `(\w+)`\s*\| \S/gm)];
  const listed = rows.map(([, status, reason]) => `${reason} ${status}`);
  const known = Object.entries(REFUSALS).map(([reason, { status }]) => `${reason} ${status}`);
  expect(listed.toSorted((a, b) => a.localeCompare(b))).toEqual(
    known.toSorted((a, b) => a.localeCompare(b)),
  );
});
