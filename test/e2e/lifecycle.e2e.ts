import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { hostOf, openTestHost } from "./support/openTestHost.js";
import { openWidget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";
import { HOSTILE_DEFAULTS } from "./testHost/HostSetup.js";

/** A look is repeated after 1.5 s; two loops would ask in between. */
const SHORTER_THAN_A_LOOP_MS = 700;
const SLOWER_THAN_THE_TEST_MS = 30_000;

describe.each([19, 18] as const)("on React %s in StrictMode", (react) => {
  const site = setUpSite("our proxy", { app: "test host", react });
  const streams = () => site().fal.count("stream");

  it("L01: after a reload in the middle one stream follows it, and nothing is sent", async () => {
    site().fal.script({ queueMs: 300, runMs: 3_500 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    const before = streams();
    await widget.page.reload();
    await widget.untilPlaying();
    expect(streams() - before).toBe(1);
    expect(site().fal.posts).toHaveLength(1);
    expect(await hostOf(widget).reports()).toHaveLength(1);
  });

  it("L01: where there are no streams, it is asked for in one loop", async () => {
    site().fal.script({ queueMs: 300, runMs: 6_000, stream: 405 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await widget.page.reload();
    const reloadedAt = Date.now();
    await widget.until("completed");
    const looks = site().calls.filter(
      ({ operation, at }) => operation === "status" && at > reloadedAt,
    );
    const waits = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
    expect(waits.length).toBeGreaterThan(1);
    expect(Math.min(...waits)).toBeGreaterThan(SHORTER_THAN_A_LOOP_MS);
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L02: a widget that is left while it uploads sends once all the same", async () => {
    site().fal.script({ upload: { put: { slowMs: 1_500 } } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("uploading");
    await hostOf(widget).leave();
    await expect.poll(() => site().fal.posts.length, { timeout: 15_000 }).toBe(1);
    await hostOf(widget).comeBack();
    await widget.untilPlaying();
    expect(await widget.seenStatuses()).not.toContain("failed");
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L02: a page that is left while it uploads has sent nothing, and says so", async () => {
    site().fal.script({ upload: { put: { slowMs: SLOWER_THAN_THE_TEST_MS } } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("uploading");
    const url = widget.page.url();
    await widget.page.goto("about:blank");
    await widget.page.goto(url);
    await widget.until("failed");
    expect(await widget.alert.first().innerText()).toContain("Nothing was charged");
    expect(site().fal.posts).toHaveLength(0);
  });

  it("L03: a widget that is left while it is submitted has the request id when it comes back", async () => {
    site().fal.script({ submit: { slowMs: 1_000 } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("submitting");
    await hostOf(widget).leave();
    const kept = () => widget.page.evaluate(() => Object.values(localStorage).join());
    await expect.poll(kept, { timeout: 15_000 }).toContain('"phase":"accepted"');
    const requestId = site().fal.ledger[0]?.requestId ?? "none";
    expect(await kept()).toContain(requestId);

    await hostOf(widget).comeBack();
    await widget.untilPlaying();
    expect(await widget.seenStatuses()).not.toContain("unconfirmed");
    expect(site().fal.posts).toHaveLength(1);
    expect(site().fal.count("cancel")).toBe(0);
  });

  it("L04: who comes back after ten minutes is asked for at once, and charged once", async () => {
    site().fal.script({ queueMs: 300, runMs: 5_000 });
    const widget = await openTestHost(site(), {}, { beforeLoad: (page) => page.clock.install() });
    await widget.makeVideo();
    await widget.until("in-progress");
    await hostOf(widget).leave();
    await expect.poll(() => site().fal.openStreams()).toBe(0);
    await widget.page.clock.fastForward("10:00"); // the query cache forgets after five
    const leftAt = site().calls.length;
    await hostOf(widget).comeBack();
    await expect.poll(() => site().calls.length, { timeout: 3_000 }).toBeGreaterThan(leftAt);
    await widget.untilPlaying();
    expect(site().fal.ledger).toHaveLength(1);
    expect(site().fal.count("cancel")).toBe(0);
  });

  it("L14: a submit that is answered while the widget waits for something else is not stuck", async () => {
    site().fal.script({ submit: { slowMs: 1_000 } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("submitting");
    await hostOf(widget).suspend();
    await widget.page.getByText("Something is loading").waitFor();
    await widget.page.waitForTimeout(2_000);
    await hostOf(widget).resume();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
    expect(site().fal.count("cancel")).toBe(0);
  });

  it("L15: a host's hostile defaults change nothing, be it lost or followed", async () => {
    site().fal.script({ submit: { acceptThen: 504 } });
    const widget = await openTestHost(site(), { client: { hostile: HOSTILE_DEFAULTS } });
    await widget.makeVideo();
    await widget.until("unconfirmed");
    expect(site().fal.posts).toHaveLength(1);

    site().fal.script({ queueMs: 300, runMs: 3_000, stream: 405, status: ["truth", 500] });
    await widget.root.getByRole("button", { name: /^Send again/ }).click();
    await widget.until("in-progress");
    await widget.page.reload();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(2);
  });

  it("L17: a host that keeps mutations and resumes them after a reload sends nothing again", async () => {
    site().fal.script({ submit: { slowMs: 2_000 } });
    const widget = await openTestHost(site(), { client: "persisted" });
    await widget.makeVideo();
    await widget.until("submitting");
    await expect.poll(() => site().fal.posts.length).toBe(1);
    const kept = await widget.page.evaluate(() => localStorage.getItem("host:queries"));
    expect(kept).toContain('"status":"pending"');
    await widget.page.reload();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });

  it("L17: a host that clears its queries in the middle of a submit loses nothing", async () => {
    site().fal.script({ submit: { slowMs: 1_000 } });
    const widget = await openTestHost(site(), { client: "persisted" });
    await widget.makeVideo();
    await widget.until("submitting");
    await hostOf(widget).clearQueries();
    await widget.until("in-progress");
    await hostOf(widget).clearQueries();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
  });
});

describe("in React's Activity", () => {
  const site = setUpSite("our proxy", { app: "test host" });

  it("L14: a submit that is answered while it is hidden is not stuck", async () => {
    site().fal.script({ submit: { slowMs: 1_000 } });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("submitting");
    await hostOf(widget).hide();
    await widget.root.waitFor({ state: "hidden" });
    await widget.page.waitForTimeout(2_000);
    await hostOf(widget).show();
    await widget.untilPlaying();
    expect(site().fal.posts).toHaveLength(1);
    expect(site().fal.count("cancel")).toBe(0);
  });

  it("L14: a video that comes while it is hidden is there when it is shown, and reported once", async () => {
    site().fal.script({ queueMs: 300, runMs: 2_000 });
    const widget = await openTestHost(site());
    await widget.makeVideo();
    await widget.until("in-progress");
    await hostOf(widget).hide();
    await widget.page.waitForTimeout(3_000);
    await hostOf(widget).show();
    await widget.untilPlaying();
    await hostOf(widget).hide();
    await widget.root.waitFor({ state: "hidden" });
    await hostOf(widget).show();
    await widget.root.waitFor();
    expect(await hostOf(widget).reports()).toHaveLength(1);
    expect(site().fal.posts).toHaveLength(1);
    expect(site().fal.count("cancel")).toBe(0);
  });
});

describe("while the host is being written", () => {
  const site = setUpSite("our proxy", { app: "test host in development" });
  const source = join(inject("hostApp"), "testHost", "TestHost.tsx");

  it.each([
    ["refreshes what stands", ""],
    ["mounts all of it anew", "// @refresh reset\n"],
  ])(
    "L13: a change of its code that %s keeps the generation, and sends nothing",
    async (...given) => {
      const [, directive] = given;
      const before = await readFile(source, "utf8");
      onTestFinished(() => writeFile(source, before));
      site().fal.script({ queueMs: 300, runMs: 6_000 });
      const widget = await openWidget(site());
      await widget.page.evaluate(() => Object.assign(window, { isSamePage: true }));
      await widget.makeVideo();
      await widget.until("in-progress");
      await writeFile(source, directive + before.replace("<h1>Test host", "<h1>Changed host"));
      await widget.page.getByText("Changed host").waitFor();
      await widget.untilPlaying();
      expect(await widget.page.evaluate(() => "isSamePage" in window)).toBe(true);
      expect(site().fal.posts).toHaveLength(1);
      expect(site().fal.count("cancel")).toBe(0);
    },
  );
});
