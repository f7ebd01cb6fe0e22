/**
 * Every check of `npm test`, in order: cheap ones first, and what needs the build after it.
 *
 * - `steps`: commands; each counts as one, or as many as its tests where it is a vitest project
 * - `needs`: what must have run before, when only some checks are asked for
 */
export const CHECKS = [
  {
    name: "format",
    says: "oxfmt: every file is formatted",
    steps: [["oxfmt", "--check"]],
  },
  {
    name: "lint",
    says: "oxlint: faults, hooks, accessibility, import cycles, and the floors of the house",
    steps: [["oxlint", "--deny-warnings"]],
  },
  {
    name: "types",
    says: "tsc: the whole tree, and the tests of public types",
    steps: [["tsc", "--noEmit", "-p", "tsconfig.json"], { project: "types" }],
  },
  {
    name: "knip",
    says: "knip: no file, export or dependency that nobody uses",
    steps: [["knip"]],
  },
  { name: "unit", says: "vitest in Node", steps: [{ project: "node" }] },
  {
    name: "services",
    says: "several server processes on a real Redis and a real Postgres",
    steps: [{ project: "services" }],
  },
  {
    name: "browser",
    says: "vitest in a real Chromium",
    steps: [{ project: "browser" }],
    chromium: true,
  },
  {
    name: "react-18",
    says: "what is paid for, in Chromium on React 18",
    steps: [{ project: "browser-react-18" }],
    chromium: true,
  },
  {
    name: "stories",
    says: "every story renders in Chromium, without a finding of axe",
    steps: [{ project: "storybook" }],
    chromium: true,
  },
  {
    name: "build",
    says: "vite and tsc make the package",
    steps: [["node", "scripts/build.mjs"]],
  },
  {
    name: "package",
    says: "the packed tarball: publint, types for every resolver, contents, public names",
    steps: [{ project: "package" }],
    needs: ["build"],
  },
  {
    name: "hosts",
    says: "the proxy on Express, Fastify, Hono, Next and others, attacked; the examples in Chromium",
    steps: [{ project: "hosts" }],
    needs: ["build"],
    chromium: true,
  },
  {
    name: "e2e",
    says: "a fresh app with the tarball in Chromium, through both kinds of proxy",
    steps: [{ project: "e2e" }],
    needs: ["build"],
    chromium: true,
  },
];
