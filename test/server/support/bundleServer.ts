import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The entry `react-kling-video/server` as one script, in a form that a bare host can run. */
export async function bundleServer(format: "es" | "iife"): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL("../../../src/server/index.ts", import.meta.url)),
        formats: [format],
        name: "server",
        fileName: "server",
      },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !("output" in bundle)) throw new Error("The bundle is empty.");
  return bundle.output[0].code;
}
