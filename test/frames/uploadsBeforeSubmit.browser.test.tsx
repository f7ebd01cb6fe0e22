import { StrictMode, useEffect } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { render, type RenderResult } from "vitest-browser-react";
import {
  createFalTransport,
  useFrame,
  useKlingVideo,
  type Frame,
  type KlingTransport,
  type UseKlingVideoResult,
} from "../../src/index.js";
import { uploadsOf } from "../../src/frames/uploads.js";
import { command, createPicture, proxyUrl, report } from "../support/browserFal.js";

const PROMPT = "A paper boat drifts down a street";
const URL_OF_PICTURE = "https://pictures.example/boat.jpg";

let hook: UseKlingVideoResult;
let page: RenderResult | undefined;
let transport: KlingTransport;

/** A host's own form: one frame that is uploaded when it is there, and the hook. */
function HostForm({ frame, slot }: { frame: Frame; slot: string }) {
  hook = useKlingVideo({ transport, slot });
  const { frame: state, upload } = useFrame(frame, { transport });
  useEffect(() => {
    if (state.status === "ready") upload();
  }, [state.status, upload]);
  return <output>{state.status}</output>;
}

async function show(frame: Frame, slot: string) {
  const form = (
    <StrictMode>
      <HostForm frame={frame} slot={slot} />
    </StrictMode>
  );
  if (page) await page.rerender(form);
  page ??= await render(form);
}

async function puts() {
  const { requests } = await report();
  return requests.filter(({ operation }) => operation === "put").length;
}

beforeEach(async () => {
  localStorage.clear();
  page = undefined;
  transport = createFalTransport({ proxyUrl: proxyUrl() });
  await command({ reset: true, defaults: {}, proxy: null });
});
afterEach(() => void vi.useRealTimers());

test("U17: of two frames that follow each other only the newer one's URL is submitted", async () => {
  await command({ script: { upload: { put: [{ slowMs: 2_000 }] } } });
  const [old, newer] = [await createPicture(), await createPicture(500, 400)];
  await show(old, "replace");
  await vi.waitFor(async () => expect(await puts()).toBe(1));
  await show(newer, "replace");

  const uploads = uploadsOf(transport);
  await vi.waitFor(() => expect(uploads.get(old)).toBeUndefined());
  const outcome = await hook.submit({ prompt: PROMPT, image_url: newer });
  expect(outcome).toMatchObject({ ok: true });
  // The old one's upload, had it gone on, would have ended by now.
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  expect(uploads.get(old)).toBeUndefined();

  const { posts } = await report();
  expect(posts).toHaveLength(1);
  expect(posts[0]?.input).toMatchObject({ image_url: uploads.getUrl(newer) });
});

test("U17: a frame that is removed is not uploaded to its end", async () => {
  await command({ script: { upload: { put: [{ slowMs: 1_500 }] } } });
  const file = await createPicture();
  await show(file, "remove");
  await vi.waitFor(async () => expect(await puts()).toBe(1));
  await show(null, "remove");
  await vi.waitFor(() => expect(uploadsOf(transport).get(file)).toBeUndefined());
});

test("a frame that was consented to is sent, although another one is picked meanwhile", async () => {
  await command({ script: { upload: { put: [{ slowMs: 800 }] } } });
  const [consented, next] = [await createPicture(), await createPicture(500, 400)];
  await show(consented, "consent");
  await vi.waitFor(async () => expect(await puts()).toBe(1));
  const outcome = hook.submit({ prompt: PROMPT, image_url: consented });
  await vi.waitFor(() => expect(hook.generation.status).toBe("uploading"));
  await show(next, "consent");
  expect(await outcome).toMatchObject({ ok: true });
  expect(await puts()).toBe(2);
  const { posts } = await report();
  expect(posts[0]?.input).toMatchObject({ image_url: uploadsOf(transport).getUrl(consented) });
});

test.each([
  ["403", 403],
  ["500", 500],
  ["reset", "reset"],
] as const)(
  "U18: a submit whose frame cannot be uploaded (%s) sends nothing",
  async (slot, put) => {
    await command({ defaults: { upload: { put } } });
    await show(null, slot);
    const outcome = await hook.submit({ prompt: PROMPT, image_url: await createPicture() });
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: "upload-failed", field: "image_url", charged: "no" },
    });
    await vi.waitFor(() => expect(hook.generation.status).toBe("failed"));
    expect((await report()).posts).toHaveLength(0);
  },
);

test("U18: a submit whose picture can be no frame sends nothing", async () => {
  await show(null, "no-frame");
  const tail = await createPicture(200, 200);
  const input = { prompt: PROMPT, image_url: URL_OF_PICTURE, tail_image_url: tail };
  expect(await hook.submit(input)).toMatchObject({
    ok: false,
    error: { code: "frame-too-small", field: "tail_image_url", charged: "no" },
  });
  expect((await report()).posts).toHaveLength(0);
});

test("U19: an uploaded frame that fal no longer keeps is asked for again, and nothing is sent", async () => {
  await command({ script: { upload: { file: 404 } } });
  const url = await uploadsOf(transport).start(await createPicture());
  // A week later, in another visit.
  transport = createFalTransport({ proxyUrl: proxyUrl() });
  await show(null, "expired");
  const input = { prompt: PROMPT, image_url: URL_OF_PICTURE, tail_image_url: url };
  expect(await hook.submit(input)).toMatchObject({
    ok: false,
    error: { code: "frame-expired", field: "tail_image_url", charged: "no" },
  });
  const { posts, requests } = await report();
  expect(posts).toHaveLength(0);
  expect(requests.filter(({ operation }) => operation === "media").length).toBeGreaterThan(0);
});

test("U19: an uploaded frame that is still kept is sent", async () => {
  const url = await uploadsOf(transport).start(await createPicture());
  transport = createFalTransport({ proxyUrl: proxyUrl() });
  await show(null, "kept");
  expect(await hook.submit({ prompt: PROMPT, image_url: url })).toMatchObject({ ok: true });
});

test("U19: a file that fal no longer keeps, but the page does, is uploaded again and sent", async () => {
  await command({ script: { upload: { file: 404 } } });
  const file = await createPicture();
  await show(file, "again");
  await vi.waitFor(() => expect(uploadsOf(transport).getUrl(file)).toBeDefined());
  const gone = uploadsOf(transport).getUrl(file);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 48 * 60 * 60_000 });
  expect(await hook.submit({ prompt: PROMPT, image_url: file })).toMatchObject({ ok: true });
  const { posts } = await report();
  expect(posts).toHaveLength(1);
  expect(posts[0]?.input).not.toMatchObject({ image_url: gone });
});

test("U16: after the model could not fetch a frame, it is looked at, and uploaded again if it is gone", async () => {
  await command({
    defaults: { runMs: 0 },
    script: { upload: { file: 404 }, result: { type: "file_download_error", field: "image_url" } },
  });
  const file = await createPicture();
  await show(file, "doubted");
  expect(await hook.submit({ prompt: PROMPT, image_url: file })).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(hook.generation.status).toBe("failed"), { timeout: 10_000 });
  expect(hook.generation).toMatchObject({
    error: { code: "frame-unreachable", field: "image_url" },
  });
  expect(await puts()).toBe(1);

  await command({ defaults: { runMs: 0 } });
  const again = hook.submit({ prompt: PROMPT, image_url: file }, { isAnotherTake: true });
  expect(await again).toMatchObject({ ok: true });
  expect(await puts()).toBe(2);
  const [first, second] = (await report()).posts.map(({ input }) => input);
  expect(second).not.toEqual(first);
});
