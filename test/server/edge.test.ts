import { createContext, runInContext } from "node:vm";
import { expect, it } from "vitest";
import type * as Server from "../../src/server/index.js";
import { bundleEntry } from "../support/bundleEntry.js";
import { INPUT, SUBMIT_URL } from "./support/requests.js";

/** All that a host of Web standards is sure to have. */
const webStandards = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  btoa,
  clearTimeout,
  crypto,
  setTimeout,
};

it("runs where there is nothing of Node: no process, no Buffer, no modules", async () => {
  const code = await bundleEntry("src/server/index.ts", "server", "iife");
  const withoutComments = code.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  expect(withoutComments).not.toMatch(/\brequire\(|\bimport\b\s*[({"']/);
  const context = createContext({ ...webStandards });
  const { createKlingProxy, createMemoryStore } = runInContext(
    `${code};server`,
    context,
  ) as typeof Server;
  const handler = createKlingProxy({
    falKey: "id:secret",
    authorize: () => ({ userId: "ada" }),
    // No name of an environment is production.
    store: createMemoryStore(),
    fetch: async (request) =>
      Response.json({ key: request.headers.get("authorization"), input: await request.json() }),
  });
  const response = await handler(
    new Request("https://app.example/api/fal/proxy", {
      method: "POST",
      headers: { "x-fal-target-url": SUBMIT_URL, "content-type": "application/json" },
      body: JSON.stringify(INPUT),
    }),
  );
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ key: "Key id:secret", input: INPUT });
});
