import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a command with its output passed on, the binaries of the installed packages first.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<number>} its exit code; 127 where it could not be started
 */
export function run(command, args, { cwd = ROOT, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: "inherit",
      env: { ...withOwnBinaries(process.env), ...env },
      // On Windows npm and the binaries of packages are scripts of the shell.
      shell: process.platform === "win32",
    });
    const end = (signal) => child.kill(signal);
    process.on("SIGINT", end).on("SIGTERM", end);
    child.on("error", () => resolve(127));
    child.on("close", (code) => {
      process.off("SIGINT", end).off("SIGTERM", end);
      resolve(code ?? 1);
    });
  });
}

function withOwnBinaries(env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [name]: join(ROOT, "node_modules", ".bin") + delimiter + (env[name] ?? "") };
}
