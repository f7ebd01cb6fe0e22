import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file of a room, what it imports, and a word of the complaint. */
const FORBIDDEN = [
  ["src/model/*.ts", `import "../fal/x.js"`, "ground floor"],
  ["src/model/*.ts", `import "react"`, "ground floor"],
  ["src/model/*.ts", `export * from "../records/x.js"`, "ground floor"],
  ["src/locales/*.ts", `import "../hooks/x.js"`, "locales may import: model"],
  ["src/fal/*.ts", `import "../records/x.js"`, "fal may import: model"],
  ["src/fal/*.ts", `import "@fal-ai/client"`, "falClient.ts alone"],
  ["src/fal/*.ts", `void import("@fal-ai/client")`, "falClient.ts alone"],
  ["src/fal/*.ts", `import "react"`, "fal may import: model"],
  ["src/fal/falClient.ts", `import "../hooks/x.js"`, "falClient may import"],
  ["src/records/*.ts", `import "../fal/x.js"`, "records may import: model"],
  ["src/frames/*.ts", `import "../queries/x.js"`, "frames may import: model, fal"],
  ["src/frames/*.ts", `import "react"`, "frames may import: model, fal"],
  ["src/fal/*.ts", `import "../frames/x.js"`, "fal may import: model"],
  ["src/queries/*.ts", `import "../hooks/x.js"`, "queries may import"],
  ["src/queries/*.ts", `import "react"`, "queries may import"],
  ["src/hooks/*.ts", `import "../components/x.js"`, "hooks may import"],
  ["src/hooks/*.ts", `import "../simulator/index.js"`, "hooks may import"],
  ["src/hooks/*.ts", `import "@fal-ai/client"`, "hooks may import"],
  ["src/components/*.ts", `import "../queries/x.js"`, "components may import"],
  ["src/components/*.ts", `import "../records/x.js"`, "components may import"],
  ["src/components/*.ts", `import { x } from "../fal/x.js"`, "types of fal"],
  [
    "src/components/*.ts",
    `import type { X } from "../queries/x.js"; export type Y = X`,
    "components may import",
  ],
  ["src/components/*.ts", `import "../index.js"`, "components may import"],
  [
    "src/components/*.ts",
    `import { useKlingVideo } from "../hooks/useKlingVideo.js"`,
    "only KlingVideoGenerator",
  ],
  ["src/components/KlingVideoGenerator.tsx", `import "../queries/x.js"`, "may import"],
  ["src/simulator/*.ts", `import "../server/x.js"`, "simulator may import: model"],
  ["src/simulator/*.ts", `import "node:fs"`, "simulator may import: model"],
  ["src/server/*.ts", `import "../fal/x.js"`, "server may import: model"],
  ["src/server/*.ts", `import "node:http"`, "server may import: model"],
  ["src/server/*.ts", `import "rate-limiter-flexible"`, "server may import: model"],
  ["stories/*.tsx", `import "../src/components/x.js"`, "front door"],
  [".storybook/*.ts", `import "../src/server/x.js"`, "front door"],
  ["test/e2e/*.ts", `import "../../src/model/x.js"`, "front door"],
  ["examples/vite-app/src/*.tsx", `import "../../../src/index.js"`, "front door"],
] as const;

const ALLOWED = [
  ["src/model/*.ts", `import "./x.js"`],
  ["src/locales/*.ts", `import "../model/x.js"`],
  ["src/fal/*.ts", `import "eventsource-parser"`],
  ["src/fal/falClient.ts", `import "@fal-ai/client"`],
  ["src/records/*.ts", `import "../model/x.js"`],
  ["src/frames/*.ts", `import "../model/x.js"; import "../fal/x.js"; import "idb-keyval"`],
  ["src/queries/*.ts", `import "../fal/x.js"; import "../frames/x.js"`],
  ["src/queries/*.ts", `import "@tanstack/react-query"`],
  ["src/hooks/*.ts", `import "../queries/x.js"; import "../locales/x.js"; import "react"`],
  [
    "src/components/*.ts",
    `import "../hooks/x.js"; import "lucide-react"; import type { X } from "../fal/x.js"; export type Y = X`,
  ],
  [
    "src/components/KlingVideoGenerator.tsx",
    `import { useKlingVideo } from "../hooks/useKlingVideo.js"; export const x = useKlingVideo`,
  ],
  ["src/simulator/*.ts", `import "../model/x.js"`],
  ["src/server/*.ts", `import "../model/x.js"`],
  ["src/server/*.ts", `import "rate-limiter-flexible/lib/RateLimiterMemory.js"`],
  ["stories/*.tsx", `import "../src/index.js"; import "../src/simulator/index.js"`],
  ["stories/support/*.ts", `import "../../src/index.js"`],
  ["examples/vite-app/src/*.tsx", `import "react-kling-video/styles.css"`],
  ["test/model/*.ts", `import "../../src/model/x.js"`],
] as const;

interface Complaint {
  filename: string;
  code: string;
  message: string;
  help?: string;
}

describe("the floors of the house", () => {
  let folder = "";
  let complaints: { forbidden: Complaint[]; allowed: Complaint[] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "floors-"));
    const [forbidden, allowed] = await Promise.all([
      plantAndLint(join(folder, "forbidden"), FORBIDDEN),
      plantAndLint(join(folder, "allowed"), ALLOWED),
    ]);
    complaints = { forbidden, allowed };
  });

  afterAll(() => rm(folder, { recursive: true }));

  test.each(FORBIDDEN.map((row, index) => [...row, index] as const))(
    "%s: %s is reported",
    (file, _text, words, index) => {
      const found = complaints.forbidden.filter((complaint) => isAbout(complaint, file, index));
      expect(found.map(({ message, help }) => `${message} ${help}`).join()).toContain(words);
    },
  );

  test.each(ALLOWED.map((row, index) => [...row, index] as const))(
    "%s: %s is fine",
    (file, _text, index) => {
      const found = complaints.allowed.filter((complaint) => isAbout(complaint, file, index));
      expect(found).toEqual([]);
    },
  );
});

/** The rule goes by the path, so each row gets a file of its own in its room. */
const toPath = (file: string, index: number) => file.replace("*", String(index));

const isAbout = ({ filename }: Complaint, file: string, index: number) =>
  filename.replaceAll("\\", "/").endsWith(toPath(file, index));

async function plantAndLint(
  folder: string,
  rows: readonly (readonly [file: string, text: string, ...more: string[]])[],
): Promise<Complaint[]> {
  for (const [index, [file, text]] of rows.entries()) {
    const path = join(folder, toPath(file, index));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${text};\n`);
  }
  await copyFile(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  return lint(folder);
}

/** What the rule of the floors has to say about a folder. */
function lint(folder: string): Promise<Complaint[]> {
  const binary = join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
  return new Promise((resolve, reject) => {
    const args = [binary, "--format", "json"];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout, stderr) => {
      try {
        const { diagnostics } = JSON.parse(stdout) as { diagnostics: Complaint[] };
        resolve(diagnostics.filter(({ code }) => code.includes("no-restricted-imports")));
      } catch {
        reject(new Error(`oxlint gave no JSON: ${stdout} ${stderr}`));
      }
    });
  });
}
