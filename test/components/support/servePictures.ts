import { cdp } from "vitest/browser";

/** What is used of a session of Chromium's own protocol. */
interface CdpSession {
  send: (method: string, params?: object) => Promise<unknown>;
  on: (
    event: "Fetch.requestPaused",
    listener: (paused: { requestId: string; request: { url: string } }) => void,
  ) => void;
}

const session = () => cdp() as CdpSession;

let body = "";
let asked: string[] = [];
let isReadable = false;
let isListening = false;

/**
 * Answers whatever this page asks of https://pictures.example with a picture, or with nothing that
 * the page may use.
 *
 * @param options.isReadable whether other sites may read it, not only show it
 * @returns the addresses that are asked for from now on
 */
export async function servePictures(
  picture: Blob | null,
  options: { isReadable?: boolean } = {},
): Promise<readonly string[]> {
  const bytes = picture ? new Uint8Array(await picture.arrayBuffer()) : new Uint8Array();
  body = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  asked = [];
  isReadable = options.isReadable ?? false;
  const patterns = [{ urlPattern: "https://pictures.example/*" }];
  // The session is opened by what is sent first; a listener alone would open another one.
  await session().send("Fetch.enable", { patterns });
  if (!isListening) session().on("Fetch.requestPaused", answer);
  isListening = true;
  await session().send("Fetch.enable", { patterns });
  return asked;
}

export async function stopServingPictures(): Promise<void> {
  await session().send("Fetch.disable");
}

function answer({ requestId, request }: Parameters<Parameters<CdpSession["on"]>[1]>[0]): void {
  asked.push(request.url);
  const responseHeaders = [
    { name: "cache-control", value: "no-store" },
    ...(isReadable ? [{ name: "access-control-allow-origin", value: "*" }] : []),
  ];
  const answered =
    body === ""
      ? session().send("Fetch.failRequest", { requestId, errorReason: "BlockedByResponse" })
      : session().send("Fetch.fulfillRequest", {
          requestId,
          responseCode: 200,
          responseHeaders,
          body,
        });
  answered.catch(() => {}); // the test has ended, and with it the page that asked
}
