// npm start: the playground, on a fal of its own or, with FAL_KEY, on the real one.
import { createServer } from "node:net";
import { installDependencies } from "./installDependencies.mjs";
import { openWhenReady } from "./openWhenReady.mjs";
import { run } from "./run.mjs";

const FIRST_PORT = Number(process.env.PORT) || 6006;
// With a key in its environment the route spends money, so it is not opened to the whole network.
const HOST = process.env.HOST || "localhost";

await installDependencies();
const port = await findFreePort(FIRST_PORT);
if (port !== FIRST_PORT) console.log(`→ Port ${FIRST_PORT} is taken.`);

const url = `http://${HOST}:${port}/`;
console.log(`→ Starting the playground (Storybook) on ${url}`);
console.log(
  process.env.FAL_KEY
    ? "  ! FAL_KEY is set: behind it is the real fal. Real generations cost money."
    : "  Behind it is a fal of its own on this machine: no key, no network, no cost.\n" +
        "  With FAL_KEY set in the environment, it is the real one.",
);
console.log("  Stop it with Ctrl+C.\n");

void openWhenReady(url);
const args = ["dev", "--ci", "--disable-telemetry", "--host", HOST, "--port", String(port)];
process.exit(await run("storybook", args));

async function findFreePort(first) {
  for (let port = first; port < first + 50; port++) if (await isFree(port)) return port;
  console.error(`✗ No free port between ${first} and ${first + 49}. Set PORT to another one.`);
  process.exit(1);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: HOST }, () => server.close(() => resolve(true)));
  });
}
