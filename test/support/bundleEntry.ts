import { fileURLToPath } from "node:url";
import { build } from "vite";

/**
 * A file of the library with all that it needs as one script, in a form that a bare host can run.
 *
 * @param path from the repository's root
 * @param name of its exports, where the script is no module
 */
export async function bundleEntry(
  path: string,
  name: string,
  format: "es" | "iife",
): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL(`../../${path}`, import.meta.url)),
        formats: [format],
        name,
        fileName: name,
      },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !("output" in bundle)) throw new Error("The bundle is empty.");
  return bundle.output[0].code;
}
