import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clearDrafts } from "../../src/index.js";
import { command, createPicture } from "../support/browserFal.js";
import { visit } from "./support/draftForm.js";

const PROMPT = "A paper boat drifts down a street";

beforeEach(async () => {
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});
afterEach(() => void vi.restoreAllMocks());

/** A request that fails, or that nobody ever answers. */
function openRequest(isAnswered: boolean): IDBOpenDBRequest {
  const request = new EventTarget() as IDBOpenDBRequest;
  if (isAnswered) setTimeout(() => request.onerror?.(new Event("error")));
  return request;
}

// The one that never answers is last: the page waits for it for as long as it lives.
test.each([
  [
    "is forbidden",
    () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  ],
  ["cannot be opened", () => openRequest(true)],
  ["never answers", () => openRequest(false)],
])("where the database %s, the words are kept, and nothing breaks or waits", async (_, open) => {
  const spy = vi.spyOn(IDBFactory.prototype, "open").mockImplementation(open);
  const file = await createPicture();
  const first = await visit();
  first.form().setPrompt(PROMPT);
  first.form().setStartFrame(file);
  await vi.waitFor(() => expect(first.form().startFrame.status).toBe("uploaded"), 5_000);
  await first.leave();
  expect(spy).toHaveBeenCalled();

  const second = await visit();
  expect(second.form().draft).toMatchObject({ prompt: PROMPT, startFrame: null });
  second.form().setStartFrame(file);
  await vi.waitFor(() => expect(second.form().startFrame.status).toBe("uploaded"), 5_000);
  await second.leave();

  await clearDrafts();
  const third = await visit();
  expect(third.form().draft.prompt).toBe("");
});
