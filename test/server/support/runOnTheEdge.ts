import { createContext, runInContext } from "node:vm";
import { expect } from "vitest";
import { bundleEntry } from "../../support/bundleEntry.js";

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
  clearInterval,
  clearTimeout,
  crypto,
  setInterval,
  setTimeout,
};

/** The library's server side where there is nothing of Node: no process, no Buffer, no modules. */
export async function runOnTheEdge(): Promise<typeof import("../../../src/server/index.js")> {
  const code = await bundleEntry("src/server/index.ts", "server", "iife");
  const withoutComments = code.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  expect(withoutComments).not.toMatch(/\brequire\(|\bimport\b\s*[({"']/);
  return runInContext(`${code};server`, createContext({ ...webStandards }));
}
