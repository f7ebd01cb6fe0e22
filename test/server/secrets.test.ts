import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { bundleEntry } from "../support/bundleEntry.js";
import {
  CANCEL_URL,
  INITIATE_URL,
  INPUT,
  post,
  REQUEST_ID,
  RESULT_URL,
  SUBMIT_URL,
  toTarget,
} from "./support/requests.js";
import { type SendOptions, send } from "./support/send.js";
import { FAL_KEY } from "./support/startProxy.js";

const COOKIE = "session=cookie-canary; signed-in";
const SECRETS = [FAL_KEY, "key-secret", "cookie-canary", "prompt-canary", "fox.jpg", REQUEST_ID];

it("attack 44: no answer and no log line holds a key, cookie, prompt, address or id", async () => {
  const host = await startHost();
  const headers = { cookie: COOKIE };
  const requests: SendOptions[] = [
    post(SUBMIT_URL, INPUT, headers),
    post(SUBMIT_URL, { ...INPUT, prompt: "prompt-canary refused" }, headers),
    post(SUBMIT_URL, `{"prompt": "prompt-canary`, headers),
    post(SUBMIT_URL, { ...INPUT, image_url: "data:prompt-canary" }, headers),
    post(SUBMIT_URL, INPUT, { cookie: `${COOKIE} throws` }),
    post(SUBMIT_URL, INPUT, { cookie: "session=cookie-canary" }),
    post(INITIATE_URL, { content_type: "prompt-canary", file_name: "fox.jpg" }, headers),
    toTarget(RESULT_URL, { headers }),
    toTarget(CANCEL_URL, { method: "PUT", headers }),
    toTarget(`${RESULT_URL}/nonsense`, { headers }),
    toTarget(SUBMIT_URL.replace("https://", `https://${FAL_KEY}@`), { headers }),
    { headers: { ...headers, origin: "https://cookie-canary.example" } },
  ];
  let said = "";
  for (const request of requests) {
    const { status, text, headers: answerHeaders } = await send(host.origin, request);
    expect(status).toBeGreaterThanOrEqual(400);
    said += text + JSON.stringify(answerHeaders);
  }
  said += await host.end();
  expect(SECRETS.filter((secret) => said.includes(secret))).toEqual([]);
});

async function startHost() {
  const folder = await mkdtemp(join(tmpdir(), "kling-proxy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, "server.mjs"),
    await bundleEntry("src/server/index.ts", "server", "es"),
  );
  await copyFile(new URL("support/secretHost.mjs", import.meta.url), join(folder, "host.mjs"));
  const child = fork(join(folder, "host.mjs"), {
    env: { ...process.env, FAL_KEY },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill());
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += String(chunk)));
  child.stderr?.on("data", (chunk) => (printed += String(chunk)));
  const [port] = await once(child, "message");
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    async end(): Promise<string> {
      const closed = once(child, "close");
      child.kill();
      await closed;
      return printed;
    },
  };
}
