import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import library from "./package.json" with { type: "json" };
import { CHROMIUM_ARGS, findChromium } from "./scripts/chromium.mjs";

const browser = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: { executablePath: findChromium()?.path, args: CHROMIUM_ARGS },
  }),
  instances: [{ browser: "chromium" as const }],
};

/** What is waited for comes when the machine has time for it; how long it took is nobody's test. */
const expect = { poll: { timeout: 10_000 } };

const BROWSER_TESTS = "test/**/*.browser.test.{ts,tsx}";

/** What a visitor pays for, and how it is followed: it must hold on each React that hosts have. */
const PAID_PATH = [
  "test/hooks/{network,queue}/*.browser.test.tsx",
  "test/hooks/useKlingVideo{,s}.browser.test.tsx",
  "test/components/KlingVideoGenerator.browser.test.tsx",
];

const REACT_18_TESTS = "test/react18/*.browser.test.ts";

const REACT_18 = ["react", "react-dom"].map((name) => ({
  find: new RegExp(`^${name}(?=$|/)`),
  replacement: fileURLToPath(
    new URL(`./test/support/react18/node_modules/${name}`, import.meta.url),
  ),
}));

function browserProject(tests: { name: string; include: string[]; exclude?: string[] }) {
  return {
    plugins: [react()],
    optimizeDeps: {
      // Found late, a dependency makes the page load again in the middle of a test.
      include: [
        ...Object.keys(library.dependencies),
        "@tanstack/react-query",
        "mediabunny",
        "react",
        "react-dom",
        "react-dom/client",
        "react-dom/server",
        "react/jsx-dev-runtime",
        "react/jsx-runtime",
        "vitest-browser-react",
      ],
    },
    test: {
      ...tests,
      expect,
      globalSetup: ["test/support/falGlobalSetup.ts"],
      // All of them script the same fal.
      fileParallelism: false,
      browser,
    },
  };
}

/** One runner for everything that is counted; scripts/test.mjs runs the projects one by one. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          expect,
          name: "node",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [
            BROWSER_TESTS,
            "test/hosts/**",
            "test/package/**",
            "test/services/**",
            "**/node_modules/**",
          ],
        },
      },
      {
        test: {
          expect,
          name: "services",
          include: ["test/services/**/*.test.ts"],
          // Each file starts servers of its own.
          fileParallelism: false,
          testTimeout: 30_000,
        },
      },
      browserProject({
        name: "browser",
        include: [BROWSER_TESTS],
        exclude: [REACT_18_TESTS, "**/node_modules/**"],
      }),
      {
        ...browserProject({ name: "browser-react-18", include: [REACT_18_TESTS, ...PAID_PATH] }),
        cacheDir: "node_modules/.vite-react-18",
        resolve: { alias: REACT_18 },
      },
      {
        plugins: [storybookTest({ configDir: ".storybook" })],
        test: { expect, name: "storybook", browser },
      },
      {
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/**/*.test-d.ts"],
            // The rest of the tree has its own run of tsc.
            ignoreSourceErrors: true,
          },
        },
      },
      {
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/package/packGlobalSetup.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          expect,
          name: "hosts",
          include: ["test/hosts/*.{test,e2e}.ts"],
          globalSetup: ["test/hosts/support/globalSetup.ts"],
          // Two cores and several servers at once would measure the machine, not the library.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          expect,
          name: "e2e",
          include: ["test/e2e/**/*.e2e.ts"],
          globalSetup: ["test/e2e/support/globalSetup.ts"],
          // Two cores and several videos at once would measure the machine, not the library.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
