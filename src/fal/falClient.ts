// This file is the split point: whoever imports it dynamically gets a chunk that keeps the client's
// names. `import("@fal-ai/client")` itself loses them under esbuild.
import { createFalClient, type FalClient } from "@fal-ai/client";

/**
 * fal's own client as a codec: it knows fal's addresses and bodies. Everything it sends goes through
 * the given `fetch`, and nothing is retried by it, because that `fetch` hands it only good answers.
 */
export function createCodec(proxyUrl: string, fetch: typeof globalThis.fetch): FalClient {
  return createFalClient({
    // As a string it would be used only where there is a document.
    proxyUrl: { url: proxyUrl, when: "always" },
    credentials: undefined,
    fetch,
  });
}
