import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, test } from "vitest";

const dist = join(inject("packed"), "dist");
const ENTRIES = ["index", "server/index", "simulator/index"];

// A new public name is a decision: this asks for it. To say yes: npx vitest run --project package -u
test.each(ENTRIES)("%s: the public names are the ones that were decided on", async (entry) => {
  const file = `./publicNames/${entry.replace("/index", "")}.txt`;
  await expect(`${readNames(entry).join("\n")}\n`).toMatchFileSnapshot(file);
});

test.each(ENTRIES)(
  "%s: loads in plain Node, with every value that its types promise",
  async (entry) => {
    const module: object = await import(pathToFileURL(join(dist, `${entry}.js`)).href);
    const values = readNames(entry).filter((name) => !name.startsWith("type "));
    expect(Object.keys(module).sort()).toEqual(values);
  },
);

function readNames(entry: string): string[] {
  const types = readFileSync(join(dist, `${entry}.d.ts`), "utf8");
  const blocks = types.matchAll(/export (type )?\{([^}]*)\}/g);
  const names = [...blocks].flatMap(([, isType, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => (isType ? `type ${name}` : name)),
  );
  return names.sort();
}
