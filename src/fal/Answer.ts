import { parseJson } from "./parseJson.js";

/** What came back over HTTP, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, of a long log its newest lines; `undefined` where it is not JSON. */
  json: unknown;
  /** The body broke off before its end. */
  isCut: boolean;
  /** A redirect that was not followed. */
  isRedirect: boolean;
}

/** Reads an answer to its end, also one that breaks off. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const { text, isCut } = await readText(response);
  const isRedirect = response.type === "opaqueredirect" || (status >= 300 && status < 400);
  return { status, headers, text, json: parseJson(text), isCut, isRedirect };
}

/** The value as an object with unknown fields, or `undefined`. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

/** The value as a string that is not empty, or `undefined`. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The body chunk by chunk, so that what came before a cut is kept: it may name a request id. */
async function readText(response: Response): Promise<{ text: string; isCut: boolean }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  if (!reader) return { text, isCut: false };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), isCut: false };
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    return { text, isCut: true };
  }
}

/** Whether somebody gave up waiting on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
