import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

const packed = inject("packed");
const TSC = join(packed, "../../../node_modules/typescript/bin/tsc");

/** What a host writes, each entry once. */
const HOST = `
import { KlingVideoGenerator, useKlingVideo, type Generation } from "react-kling-video";
import { createKlingProxy, toNodeHandler } from "react-kling-video/server";
import { createFalSimulator } from "react-kling-video/simulator";
import "react-kling-video/styles.css";
import "react-kling-video/styles.layer.css";

export function Page() {
  const { generation } = useKlingVideo({ proxyUrl: "/api/fal/proxy" });
  return <KlingVideoGenerator proxyUrl="/api/fal/proxy" title={toTitle(generation)} />;
}

function toTitle(generation: Generation): string {
  // @ts-expect-error: the types are there, and are not any.
  if (generation.status === "no such status") return "";
  return generation.status;
}

const simulator = createFalSimulator({ mediaOrigin: "http://localhost:5000/media" });
const handler = createKlingProxy({ falKey: "key", authorize: "public", fetch: simulator });
export const listener = toNodeHandler(handler);
`;

test.each(["bundler", "node16"])(
  "a host's code is checked against its types, moduleResolution %s",
  async (moduleResolution) => {
    // A package finds itself by its own name through the exports of its package.json.
    const home = join(packed, `consumer-${moduleResolution}`);
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "page.tsx"), HOST);
    const compilerOptions = {
      target: "ES2022",
      lib: ["ES2022", "DOM", "DOM.Iterable"],
      module: moduleResolution === "bundler" ? "ESNext" : "Node16",
      moduleResolution,
      jsx: "react-jsx",
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    };
    const config = join(home, "tsconfig.json");
    await writeFile(config, JSON.stringify({ compilerOptions, files: ["page.tsx"] }));
    const output = await new Promise<string>((done) => {
      execFile(process.execPath, [TSC, "-p", config], (error, stdout) => done(error ? stdout : ""));
    });
    expect(output).toBe("");
  },
);
