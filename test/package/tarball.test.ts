import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, inject, test } from "vitest";

const packed = inject("packed");
const read = (file: string) => readFileSync(join(packed, file), "utf8");
const files = readdirSync(packed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(packed, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
const list = (pattern: RegExp) => files.filter((file) => pattern.test(file));

describe("the tarball", () => {
  test("publint finds nothing to say about it", async () => {
    const { messages, pkg } = await publint({ pkgDir: packed, strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("its types are found by every way of resolving an ESM package", async () => {
    const attw = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");
    const args = [join(dirname(attw), "dist/index.js"), "--profile", "esm-only", inject("tarball")];
    const output = await new Promise<string>((done) => {
      execFile(process.execPath, args, (error, stdout) => done(error ? stdout : "ok"));
    });
    expect(output).toBe("ok");
  });

  test("holds the build, the sources its maps point at, and nothing else", () => {
    const top = new Set(files.map((file) => file.split("/")[0]));
    expect(top).toEqual(new Set(["LICENSE", "README.md", "dist", "package.json", "src"]));
    expect(list(/\.(test|stories)\./)).toEqual([]);
  });

  test("names no folder of the machine that built it", () => {
    const root = resolve(packed, "../../..");
    const guilty = list(/^dist\//).filter((file) => read(file).includes(root));
    expect(guilty).toEqual([]);
  });

  test('says "use client" on line 1 where the source does, and nowhere else', () => {
    const isClient = (file: string) => /^["']use client["'];/.test(read(file));
    const sources = list(/^src\/.*\.tsx?$/).filter(isClient);
    const built = list(/^dist\/.*\.js$/).filter(isClient);
    expect(built.map((file) => file.replace(/^dist/, "src").replace(/\.js$/, "")).sort()).toEqual(
      sources.map((file) => file.replace(/\.tsx?$/, "")).sort(),
    );
    expect(built.length).toBeGreaterThan(20);
  });

  test("the entry, the model and the queries can be called in a server component", () => {
    const rooms = list(/^dist\/(index\.js|(model|queries|server|simulator|locales)\/.*\.js)$/);
    expect(rooms.length).toBeGreaterThan(20);
    expect(rooms.filter((file) => read(file).includes('"use client"'))).toEqual([]);
  });

  test("fal's client is not in what the entry loads at once", () => {
    const { visited, packages } = followImports("dist/index.js");
    expect(visited).toContain("dist/components/KlingVideoGenerator.js");
    expect(packages).not.toContain("@fal-ai/client");
    expect(followImports("dist/fal/falClient.js").packages).toContain("@fal-ai/client");
  });

  test("what only developers need is not in what the entry loads at once", () => {
    const { visited } = followImports("dist/index.js");
    expect(visited).toContain("dist/fal/diagnoseProxy.js");
    const forDevelopers =
      /fal\/diagnose(?!Proxy\.js)|model\/proxyFindings|ProxyDiagnosisNotice|ProxyFindingItem/;
    expect(visited.filter((file) => forDevelopers.test(file))).toEqual([]);
    expect(followImports("dist/fal/diagnoseReport.js").visited).toContain(
      "dist/model/proxyFindings.js",
    );
  });

  test("the simulator loads no package, the server nothing but what counts for it", () => {
    expect(followImports("dist/simulator/index.js").packages).toEqual([]);
    // Single files: the index of the package loads modules of Node.
    expect(followImports("dist/server/index.js").packages).toEqual([
      "rate-limiter-flexible/lib/RateLimiterMemory.js",
      "rate-limiter-flexible/lib/RateLimiterPostgres.js",
      "rate-limiter-flexible/lib/RateLimiterRedis.js",
    ]);
  });

  test("its types name no package that package.json does not list", () => {
    const { dependencies, peerDependencies } = JSON.parse(read("package.json"));
    const listed = Object.keys({ ...dependencies, ...peerDependencies });
    // Examples in comments name what a host has.
    const readCode = (file: string) => read(file).replaceAll(/\/\*[\s\S]*?\*\//g, "");
    const found = list(/^dist\/.*\.d\.ts$/).flatMap((file) =>
      [...readCode(file).matchAll(/(?:from |import\()["']([^."'][^"']*)["']/g)].map(
        ([, target = ""]) => `${file}: ${target}`,
      ),
    );
    const isListed = (line: string) =>
      listed.some((name) => line.endsWith(`: ${name}`) || line.includes(`: ${name}/`));
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((line) => !isListed(line))).toEqual([]);
  });

  test("styles.layer.css is styles.css in a layer, and neither imports anything", () => {
    const css = read("dist/styles.css");
    expect(css).toContain(".kling");
    expect(css).not.toContain("@import");
    expect(css).not.toContain("light-dark(");
    expect(read("dist/styles.layer.css").trim()).toBe(`@layer kling-video {\n${css}\n}`);
  });
});

/** What a file imports statically, and so on; dynamic imports are not followed. */
function followImports(entry: string): { visited: string[]; packages: string[] } {
  const visited = new Set([entry]);
  const packages = new Set<string>();
  for (const file of visited) {
    const imports = read(file).matchAll(/^(?:import|export)\b[^;]*?["']([^"']+)["'];/gm);
    for (const [, target = ""] of imports) {
      if (!target.startsWith(".")) packages.add(target);
      else
        visited.add(relative(packed, resolve(packed, dirname(file), target)).replaceAll("\\", "/"));
    }
  }
  return { visited: [...visited], packages: [...packages].sort() };
}
