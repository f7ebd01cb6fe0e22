import { describe, expect, it } from "vitest";
import { isNotSent } from "../../src/server/isNotSent.js";

const failed = (cause: unknown) => new TypeError("fetch failed", { cause });
const coded = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

describe("a failed fetch was surely not sent", () => {
  it.each([
    ["the name is unknown", failed(coded("ENOTFOUND", "getaddrinfo"))],
    ["the name server is away", failed(coded("EAI_AGAIN", "getaddrinfo"))],
    ["the port is closed", failed(coded("ECONNREFUSED", "connect"))],
    ["no route leads there", failed(coded("EHOSTUNREACH", "connect"))],
    ["the connection takes too long", failed(coded("UND_ERR_CONNECT_TIMEOUT"))],
    [
      "no address answers",
      failed(new AggregateError([coded("ECONNREFUSED"), coded("ETIMEDOUT", "connect")])),
    ],
    ["it is wrapped again", failed(failed(coded("ECONNREFUSED")))],
  ])("when %s", (_, error) => {
    expect(isNotSent(error)).toBe(true);
  });
});

describe("a failed fetch may have been sent", () => {
  const circular = new Error("around");
  circular.cause = circular;

  it.each([
    ["the connection was reset", failed(coded("ECONNRESET", "read"))],
    ["the route broke in the middle", failed(coded("EHOSTUNREACH", "read"))],
    ["the answer's headers never came", failed(coded("UND_ERR_HEADERS_TIMEOUT"))],
    [
      "one of several addresses was reached",
      failed(new AggregateError([coded("ECONNREFUSED"), coded("ECONNRESET", "read")])),
    ],
    ["nothing is known", failed(undefined)],
    ["no address is named", failed(new AggregateError([]))],
    ["its cause is itself", circular],
    ["it is no error", "ECONNREFUSED"],
  ])("when %s", (_, error) => {
    expect(isNotSent(error)).toBe(false);
  });
});
