import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs a command to its end, and keeps quiet unless it fails.
 *
 * @param variables environment variables besides the runner's own
 * @throws Error with all that it printed
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  // The test runner's NODE_ENV would make a development build of the host app.
  const env = { ...process.env, NODE_ENV: undefined, ...variables };
  // On Windows npm is a script of the shell.
  const child = spawn(command, args, { cwd, env, shell: process.platform === "win32" });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed in ${cwd}:\n${printed}`);
}
