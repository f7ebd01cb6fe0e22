import { fileURLToPath } from "node:url";

/** The folder of the library's package.json. */
export const LIBRARY = fileURLToPath(new URL("../../../", import.meta.url));

/** The host app as it stands in the repository. */
export const HOST_APP_SOURCE = fileURLToPath(
  new URL("../../../examples/vite-app/", import.meta.url),
);

/** A host app whose pages tests can set up. */
export const TEST_HOST_SOURCE = fileURLToPath(new URL("../testHost/", import.meta.url));

/** Sends a server's calls to fal to the simulator; loaded before the server itself. */
export const PRELOAD = new URL("../../support/toSimulator.mjs", import.meta.url).href;
