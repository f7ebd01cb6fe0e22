// The handler runs where there is nothing of Node: no process, no Buffer, no modules.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { toNodeHandler } from "react-kling-video/server";
import { build } from "vite";
import { sayWhere } from "./sayWhere.mjs";

const WEB_STANDARDS = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  TransformStream,
  URL,
  atob,
  btoa,
  clearInterval,
  clearTimeout,
  crypto,
  fetch,
  setInterval,
  setTimeout,
};

const [bundle] = await build({
  configFile: false,
  logLevel: "silent",
  build: {
    write: false,
    minify: false,
    lib: {
      entry: fileURLToPath(new URL("./createTestProxy.mjs", import.meta.url)),
      formats: ["iife"],
      name: "host",
    },
  },
});
const context = createContext({ ...WEB_STANDARDS });
const { createTestProxy } = runInContext(`${bundle.output[0].code};host`, context);

const server = createServer(toNodeHandler(createTestProxy(process.env.FAL_KEY)));
server.listen(0, "127.0.0.1", sayWhere);
