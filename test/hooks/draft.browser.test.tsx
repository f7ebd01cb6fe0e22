import { clear, createStore } from "idb-keyval";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clearDrafts, type Frame } from "../../src/index.js";
import { command, createPicture, report } from "../support/browserFal.js";
import { countKeptFiles, keptDrafts, visit } from "./support/draftForm.js";

const PROMPT = "A paper boat drifts down a street";
const DAY_MS = 24 * 60 * 60_000;

beforeEach(async () => {
  localStorage.clear();
  await clear(createStore("react-kling-video", "frames"));
  await command({ reset: true, defaults: {}, proxy: null });
});
afterEach(() => void vi.useRealTimers());

type Visit = Awaited<ReturnType<typeof visit>>;

const bytesOf = async (frame: Frame) =>
  frame instanceof File ? Array.from(new Uint8Array(await frame.arrayBuffer())) : frame;
const frameOf = ({ form }: Visit) => form().draft.startFrame;
const untilRestored = (page: Visit) =>
  vi.waitFor(() => expect(frameOf(page)).toBeInstanceOf(File), { timeout: 5_000 });
const untilUploaded = (page: Visit) =>
  vi.waitFor(() => expect(page.form().startFrame.status).toBe("uploaded"), { timeout: 5_000 });
/** Long enough for what must not come. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 400));

async function puts() {
  const { requests } = await report();
  return requests.filter(({ operation }) => operation === "put").length;
}

/** A visit in which a frame is picked and uploaded, and a prompt is written. */
async function pick(file: File, options: Parameters<typeof visit>[0] = {}) {
  const page = await visit(options);
  page.form().setStartFrame(file);
  page.form().setPrompt(PROMPT);
  await untilUploaded(page);
  await page.leave();
}

test("P06: frames come back after a reload, byte for byte, and are not uploaded again", async () => {
  const [start, end] = [await createPicture(), await createPicture(500, 400, "end.jpg")];
  const first = await visit();
  first.form().setFrames({ startFrame: start, endFrame: end });
  first.form().setPrompt(PROMPT);
  await untilUploaded(first);
  await first.leave();

  const second = await visit();
  expect(second.form().draft.prompt).toBe(PROMPT);
  await untilRestored(second);
  const { startFrame, endFrame } = second.form().draft;
  expect(await bytesOf(startFrame)).toEqual(await bytesOf(start));
  expect(await bytesOf(endFrame)).toEqual(await bytesOf(end));
  expect(startFrame).toMatchObject({ name: "photo.jpg", type: "image/jpeg" });
  // Never "ready" nor "uploading" on the way: it was known as uploaded when it came.
  const statuses = new Set(second.shown.map((form) => form.startFrame.status));
  expect([...statuses]).toEqual(["empty", "uploaded"]);
  expect(await puts()).toBe(1); // the form uploads its start frame only
});

test("P06: a frame that was not uploaded yet comes back, and is uploaded then", async () => {
  await command({ script: { upload: { put: [{ slowMs: 60_000 }] } } });
  const file = await createPicture();
  const first = await visit();
  first.form().setStartFrame(file);
  await vi.waitFor(() => expect(first.form().startFrame.status).toBe("uploading"));
  await first.leave();

  const second = await visit();
  await untilUploaded(second);
  expect(await bytesOf(frameOf(second))).toEqual(await bytesOf(file));
});

test("P06: a submit that fails keeps the draft, also over a reload", async () => {
  await command({ script: { submit: { type: "content_policy_violation", field: "image_url" } } });
  const file = await createPicture();
  const first = await visit();
  first.form().setStartFrame(file);
  first.form().setPrompt(PROMPT);
  await vi.waitFor(() => expect(first.form().draft.prompt).toBe(PROMPT));
  first.form().press();
  await vi.waitFor(async () => expect((await report()).posts).toHaveLength(1), 5_000);
  await vi.waitFor(() => expect(first.form().findError("image_url")).not.toBeNull(), 5_000);
  expect(frameOf(first)).toBe(file);
  await first.leave();

  const second = await visit();
  await untilRestored(second);
  expect(await bytesOf(frameOf(second))).toEqual(await bytesOf(file));
  expect(second.form().draft.prompt).toBe(PROMPT);
});

test("a frame is kept as soon as it is picked: a page that goes at once loses nothing", async () => {
  const file = await createPicture();
  const first = await visit();
  first.form().setStartFrame(file);
  await vi.waitFor(() => expect(frameOf(first)).toBe(file));
  window.dispatchEvent(new Event("pagehide"));
  await first.leave();
  const second = await visit();
  await untilRestored(second);
});

test("a frame that is removed or replaced by an address does not come back", async () => {
  await pick(await createPicture());
  const second = await visit();
  await untilRestored(second);
  second.form().setStartFrame(null);
  await vi.waitFor(() => expect(frameOf(second)).toBeNull());
  await second.leave();
  const third = await visit();
  await settle();
  expect(frameOf(third)).toBeNull();
  expect(third.form().draft.prompt).toBe(PROMPT);
  expect(await keptDrafts()).toEqual([]);
});

test("what the visitor picks while the storage is asked stays", async () => {
  await pick(await createPicture());
  const newer = await createPicture(500, 400);
  const second = await visit();
  second.form().setStartFrame(newer);
  await settle();
  expect(frameOf(second)).toBe(newer);
});

test("a frame of one visitor is never shown to another", async () => {
  const file = await createPicture();
  await pick(file, { scope: "ann" });
  const ben = await visit({ scope: "ben" });
  await settle();
  expect(ben.shown.every((form) => form.draft.startFrame === null)).toBe(true);
  // It is not even asked for to the end, where the visitor changes meanwhile.
  await ben.rerender({ scope: "ann" });
  await ben.rerender({ scope: "ben" });
  await settle();
  expect(frameOf(ben)).toBeNull();
  await ben.rerender({ scope: "ann" });
  await untilRestored(ben);
  expect(await bytesOf(frameOf(ben))).toEqual(await bytesOf(file));
  await ben.rerender({ scope: "ben" });
  expect(frameOf(ben)).toBeNull();
});

test("a frame belongs to its slot", async () => {
  await pick(await createPicture(), { slot: "one" });
  const other = await visit({ slot: "two" });
  await settle();
  expect(frameOf(other)).toBeNull();
});

test("frames are forgotten after 7 days", async () => {
  await pick(await createPicture());
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 7 * DAY_MS + 10_000 });
  const later = await visit();
  await settle();
  expect(frameOf(later)).toBeNull();
  expect(later.form().draft.prompt).toBe("");
  await vi.waitFor(async () => expect(await keptDrafts()).toEqual([]));
});

/** A file of so many bytes; a form takes what it is given. */
const fileOf = (bytes: number) => new File([new Uint8Array(bytes)], "large.jpg");

async function keep(slot: string, startFrame: File, endFrame: File) {
  const page = await visit({ slot });
  page.form().setFrames({ startFrame, endFrame });
  await vi.waitFor(() => expect(frameOf(page)).toBe(startFrame));
  await page.leave();
}

test("a file that is larger than a frame is not kept", async () => {
  await keep("large", fileOf(10_000_001), fileOf(10_000_000));
  const page = await visit({ slot: "large" });
  await vi.waitFor(() => expect(page.form().draft.endFrame).toBeInstanceOf(File));
  expect(frameOf(page)).toBeNull();
});

test("all drafts of the site together stay within 60 MB: the oldest make room", async () => {
  for (const slot of ["a", "b", "c", "d"]) await keep(slot, fileOf(9_500_000), fileOf(9_500_000));
  const slots = () => keptDrafts().then((drafts) => drafts.map((draft) => draft.at(-1)));
  await vi.waitFor(async () => expect(await slots()).toEqual(["b", "c", "d"]));
});

test("of two pages with the same slot the last writer wins, whole", async () => {
  const [one, two] = [await createPicture(), await createPicture(500, 400)];
  const pages = [await visit(), await visit()];
  pages[0]?.form().setStartFrame(one);
  pages[1]?.form().setStartFrame(two);
  for (const page of pages) await untilUploaded(page);
  await settle();
  pages[1]?.form().setPrompt(PROMPT);
  await settle();
  for (const page of pages) await page.leave();

  const next = await visit();
  await untilRestored(next);
  expect(await bytesOf(frameOf(next))).toEqual(await bytesOf(two));
});

test("of two tabs, the one in which something is typed last comes back, its picture with its words", async () => {
  const [one, two] = [await createPicture(), await createPicture(500, 400)];
  const older = await visit();
  older.form().setStartFrame(one);
  await untilUploaded(older);
  await vi.waitFor(() => expect(localStorage).toHaveLength(1));
  const newer = await visit();
  await untilRestored(newer);
  newer.form().setStartFrame(two);
  await untilUploaded(newer);
  await vi.waitFor(async () => expect(await countKeptFiles()).toBe(1));
  await newer.leave();
  older.form().setPrompt(PROMPT);
  await vi.waitFor(() => expect(older.form().draft.prompt).toBe(PROMPT));
  await older.leave();

  const next = await visit();
  await untilRestored(next);
  expect(next.form().draft.prompt).toBe(PROMPT);
  expect(await bytesOf(frameOf(next))).toEqual(await bytesOf(one));
  await settle();
  expect(await countKeptFiles()).toBe(1); // nobody finds the other one any more
});

test("a picture that is removed in one tab stays with the words of another that still shows it", async () => {
  await pick(await createPicture());
  const [one, two] = [await visit(), await visit()];
  for (const tab of [one, two]) await untilRestored(tab);
  one.form().setStartFrame(null);
  await vi.waitFor(async () => expect(await countKeptFiles()).toBe(0));
  two.form().setPrompt("Typed in the other tab");
  await vi.waitFor(() => expect(two.form().draft.prompt).toMatch(/other tab/));
  await one.leave();
  await two.leave();

  const next = await visit();
  await untilRestored(next);
  expect(next.form().draft.prompt).toBe("Typed in the other tab");
});

test("where the host does not want it, nothing is kept, and what was kept is removed", async () => {
  await pick(await createPicture());
  expect(await keptDrafts()).toHaveLength(1);
  const off = await visit({ persistDraft: false });
  off.form().setPrompt("Not kept");
  off.form().setStartFrame(await createPicture(500, 400));
  await settle();
  expect(off.form().draft.prompt).toBe("Not kept");
  await off.leave();
  expect(Object.keys(localStorage).filter((key) => key.includes("draft"))).toEqual([]);
  expect(await keptDrafts()).toEqual([]);
});

test("clearDraft() begins anew, and nothing comes back", async () => {
  const options = { defaultPrompt: "Begin with this" };
  await pick(await createPicture(), options);
  const page = await visit(options);
  await untilRestored(page);
  page.form().setPrompt("Typed just now");
  page.form().clearDraft();
  await vi.waitFor(() => expect(frameOf(page)).toBeNull());
  expect(page.form().draft.prompt).toBe("Begin with this");
  await page.leave();
  const next = await visit(options);
  await settle();
  expect(next.form().draft).toMatchObject({ prompt: "Begin with this", startFrame: null });
  expect(await keptDrafts()).toEqual([]);
});

test("clearDraft() right after a reload also stops what is still on its way", async () => {
  await pick(await createPicture());
  const page = await visit();
  page.form().clearDraft();
  await settle();
  expect(frameOf(page)).toBeNull();
});

test("clearDrafts() forgets all slots of one visitor, also those on the page", async () => {
  const file = await createPicture();
  for (const slot of ["one", "two"]) await pick(file, { scope: "ann", slot });
  await pick(file, { scope: "ann:b" });
  const open = await visit({ scope: "ann", slot: "three" });
  open.form().setPrompt("Typed just now");
  open.form().setStartFrame(await createPicture(500, 400));
  await vi.waitFor(() => expect(frameOf(open)).not.toBeNull());

  await clearDrafts("ann");
  expect(open.form().draft).toMatchObject({ prompt: "", startFrame: null });
  await open.leave();
  expect(Object.keys(localStorage).filter((key) => /draft:\d+:ann:/.test(key))).toEqual([]);
  const [left] = await keptDrafts();
  expect(left).toContain("ann%3Ab");
  expect(await keptDrafts()).toHaveLength(1);
});
