import {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from "node:http";

export interface SendOptions {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array | undefined;
  /** The browser leaves when it fires. */
  signal?: AbortSignal | undefined;
}

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  json: () => { [key: string]: unknown };
}

/** One raw HTTP request on a connection of its own: no header is added, checked or hidden. */
export async function send(url: string, options: SendOptions = {}): Promise<Answer> {
  const { response } = await open(url, options);
  let text = "";
  response.setEncoding("utf8");
  for await (const chunk of response) text += String(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as { [key: string]: unknown },
  };
}

/** As `send`, with the answer's body still open. */
export function open(
  url: string,
  { method = "GET", headers = {}, body, signal }: SendOptions = {},
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, signal, agent: false });
    outgoing.on("response", (response) => resolve({ request: outgoing, response }));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
