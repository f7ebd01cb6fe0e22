import { isDevelopment } from "./isDevelopment.js";

/** Says something to the developer of the host, once for each text, and not in production. */
export function warnInDevelopment(text: string): void {
  if (!isDevelopment() || warned?.has(text)) return;
  warned ??= new Set();
  warned.add(text);
  console.warn(`react-kling-video: ${text}`);
}

let warned: Set<string> | undefined;
