import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

/** Where Debian and Ubuntu keep Postgres; a folder for each version. */
const POSTGRES_FOLDER = "/usr/lib/postgresql";

/**
 * A redis-server on this machine: the one that `REDIS_SERVER_PATH` names, else one of the PATH.
 *
 * @returns {string | null} its path
 */
export function findRedis() {
  return findNamed("REDIS_SERVER_PATH", "") ?? findInPath("redis-server");
}

/**
 * The folder of `postgres` and `initdb` on this machine: the one that `POSTGRES_BIN` names, else the
 * newest of the system.
 *
 * @returns {string | null} its path
 */
export function findPostgres() {
  return findNamed("POSTGRES_BIN", "postgres") ?? findPostgresOfSystem();
}

const SERVICES = [
  { find: findRedis, variable: "REDIS_SERVER_PATH", package: "redis-server" },
  { find: findPostgres, variable: "POSTGRES_BIN", package: "postgresql" },
];

/**
 * Both servers; where one is missing, it is installed by the system's package manager, as root or
 * with `CI` set. Says what it does, and in one line what is skipped.
 *
 * @returns {Promise<Record<string, string>>} environment variables for the tests
 */
export async function ensureServices() {
  for (const { find, variable } of SERVICES) {
    const path = process.env[variable];
    if (path && find() !== path) console.error(`✗ ${variable} is ${path}, where there is none.`);
  }
  if (listMissing("package").length > 0) await installBySystem(listMissing("package"));
  const missing = listMissing("package");
  if (missing.length > 0) {
    console.log(
      `→ The tests of ${missing.join(" and ")} are skipped. To run them: ` +
        `apt-get install ${missing.join(" ")}, or set ${listMissing("variable").join(" and ")}.`,
    );
  }
  const found = SERVICES.map(({ find, variable }) => [variable, find()]);
  return Object.fromEntries(found.filter(([, path]) => path !== null));
}

function listMissing(field) {
  return SERVICES.filter(({ find }) => find() === null).map((service) => service[field]);
}

function findNamed(variable, file) {
  const path = process.env[variable];
  return path && existsSync(join(path, file)) ? path : null;
}

function findInPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

function findPostgresOfSystem() {
  const versions = existsSync(POSTGRES_FOLDER) ? readdirSync(POSTGRES_FOLDER) : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((it) => join(POSTGRES_FOLDER, it, "bin")),
    ...(process.env.PATH ?? "").split(delimiter).filter(Boolean),
  ];
  const isWhole = (folder) =>
    existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb"));
  return folders.find(isWhole) ?? null;
}

async function installBySystem(packages) {
  const isRoot = process.getuid?.() === 0;
  if (process.platform !== "linux" || !(isRoot || process.env.CI)) return;
  if (spawnSync("apt-get", ["--version"]).status !== 0) return;
  const [command, ...first] = isRoot ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  console.log(`→ Installing what the tests need: apt-get install ${packages.join(" ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run(command, [...first, "update"], { env });
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  await run(command, [...first, ...install], { env });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [name, path] of Object.entries(await ensureServices()))
    console.log(`${name}: ${path}`);
}
