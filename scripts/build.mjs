// npm run build: the package, into dist/.
import { installDependencies } from "./installDependencies.mjs";
import { run } from "./run.mjs";

await installDependencies();
console.log("→ Building scripts and styles into dist/ with Vite");
await step("vite", ["build", "--logLevel", "warn"]);
console.log("→ Writing the types beside them with tsc");
await step("tsc", ["-p", "tsconfig.build.json"]);
console.log("✓ dist/ is complete: import it from another app after npm pack");

async function step(command, args) {
  const code = await run(command, args);
  if (code === 0) return;
  console.error(`✗ ${command} ${args.join(" ")} failed`);
  process.exit(code);
}
