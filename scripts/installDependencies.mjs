import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT, run } from "./run.mjs";

const OLDEST_NODE = [20, 19];

/**
 * Installs the packages of a folder as its lock says, where one of them is missing or another
 * version. Needs nothing but Node and npm.
 *
 * @param {string} [folder]
 */
export async function installDependencies(folder = ROOT) {
  checkNode();
  const reason = findDifference(folder);
  if (reason === null) return;
  const where = relative(ROOT, folder) || "the library";
  console.log(
    `→ Installing the dependencies of ${where} (npm ci): ${reason}. This can take a minute.`,
  );
  const code = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
  if (code !== 0) {
    console.error(`✗ npm ci failed in ${folder} (exit code ${code}). Is the network there?`);
    process.exit(1);
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `✗ This is Node ${process.versions.node}; Node ${OLDEST_NODE.join(".")} or newer is needed: https://nodejs.org`,
  );
  process.exit(1);
}

/** What differs between the lock and what npm noted in node_modules, or `null`. */
function findDifference(folder) {
  const wanted = readPackages(join(folder, "package-lock.json"));
  const installed = readPackages(join(folder, "node_modules", ".package-lock.json"));
  if (!installed) return "there are none yet";
  for (const [path, { version, optional, devOptional }] of Object.entries(wanted ?? {})) {
    if (path === "") continue;
    const found = installed[path]?.version;
    // Binaries of other systems are in the lock and not on the disk.
    if (found === undefined && (optional || devOptional)) continue;
    if (found !== version) return `${path} is ${found ?? "missing"}, and the lock says ${version}`;
  }
  return null;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}
