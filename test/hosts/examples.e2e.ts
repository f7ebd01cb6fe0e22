import { describe, expect, it } from "vitest";
import { INPUT, post, SUBMIT_URL } from "../server/support/requests.js";
import { send } from "../server/support/send.js";
import { EXAMPLES } from "./support/examples.js";
import { setUpExample } from "./support/setUpExample.js";

describe.each(EXAMPLES)("examples/$name, in production", (example) => {
  const running = setUpExample(example);

  it("from a photo and a prompt to a video, through a reload", async () => {
    const { fal, visit } = running();
    fal.script({ queueMs: 2_000, runMs: 4_000 });
    const widget = await visit();
    await widget.makeVideo();
    await widget.until("in-queue");
    await widget.page.reload();
    await widget.untilPlaying();
    expect(fal.posts).toHaveLength(1);
    expect(await widget.seenStatuses()).not.toContain("failed");
    expect(fal.count("stream")).toBeGreaterThan(0);
  });

  it("Cancel takes it back", async () => {
    const { fal, visit } = running();
    fal.script({ queueMs: 60_000 });
    const widget = await visit();
    await widget.makeVideo();
    await widget.until("in-queue");
    await widget.root
      .getByText(/ahead of you/)
      .first()
      .waitFor();
    await widget.cancel.click();
    await widget.until("canceled");
    expect(fal.ledger[0]?.canceledAt).not.toBeNull();
  });

  it(`lets ${example.isPublic ? "everybody in" : "nobody in who is not signed in"}`, async () => {
    const { fal, server } = running();
    const request = post(SUBMIT_URL, INPUT, { cookie: "" });
    const { status } = await send(`${server.origin}/api/fal/proxy`, request);
    expect(status).toBe(example.isPublic ? 200 : 401);
    expect(fal.posts).toHaveLength(example.isPublic ? 1 : 0);
  });

  it("#4: does nothing without a key, and says so", async () => {
    const starting = example.start({ FAL_KEY: "", SIMULATOR_ORIGIN: "" });
    if (!example.isLazy) return expect(starting).rejects.toThrow("falKey is missing");
    const server = await starting;
    const request = post(SUBMIT_URL, INPUT);
    const { status } = await send(`${server.origin}/api/fal/proxy`, request);
    await server.close();
    expect(status).toBe(500);
    expect(server.printed.error).toContain("falKey is missing");
  });

  it("has complained of nothing", () => {
    const { server } = running();
    const { out, error } = server.printed;
    expect(server.isAlive()).toBe(true);
    expect(error).toBe("");
    expect(out).not.toMatch(/unhandled|warn|error/i);
  });
});
