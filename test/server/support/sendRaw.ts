import { connect } from "node:net";
import type { FuzzCase } from "./fuzzCases.js";

/** What came back, byte for byte as Latin-1, and what kind of end it had. */
export interface RawAnswer {
  /** 0: none came. */
  status: number;
  text: string;
}

const PATIENCE_MS = 30_000;

/**
 * Writes one request on a socket of its own, with whatever it holds: nothing is checked or made
 * right. Only line ends within a header are left out, since they would make it several.
 */
export function sendRaw(port: number, each: FuzzCase): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    socket.on("data", (chunk) => chunks.push(chunk));
    // What the server does not read to the end, it resets after its answer.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      const all = Buffer.concat(chunks).toString("latin1");
      const text = all.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "");
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
    socket.write(toHead(each));
    if (each.body !== null) socket.write(toBody(each.body, each.length));
    // More is announced than comes: the browser has left in the middle.
    if (each.length === "too long") setTimeout(() => socket.end(), 5);
  });
}

function toHead({ method, headers, body, length }: FuzzCase): Buffer {
  const lines = [
    `${method} /api/fal/proxy HTTP/1.1`,
    ...(headers.some(([name]) => name === "host") ? [] : ["host: app.example"]),
    "connection: close",
    ...headers.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, "")}`),
    ...toLength(length, body),
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

function toLength(length: FuzzCase["length"], body: Uint8Array | null): string[] {
  const bytes = body?.byteLength ?? 0;
  switch (length) {
    case "true":
      return body === null ? [] : [`content-length: ${bytes}`];
    case "too short":
      return [`content-length: ${Math.floor(bytes / 2)}`];
    case "too long":
      return [`content-length: ${bytes + 10}`];
    case "chunked":
      return body === null ? [] : ["transfer-encoding: chunked"];
    case "nonsense":
      return ["content-length: 1e3", "transfer-encoding: gzip"];
  }
}

function toBody(body: Uint8Array, length: FuzzCase["length"]): Uint8Array {
  if (length !== "chunked") return body;
  const size = body.byteLength.toString(16);
  const chunk =
    body.byteLength === 0 ? [] : [Buffer.from(`${size}\r\n`), body, Buffer.from("\r\n")];
  return Buffer.concat([...chunk, Buffer.from("0\r\n\r\n")]);
}
