import type { BrowserContext, BrowserContextOptions, Locator, Page } from "playwright";
import { expect, onTestFinished } from "vitest";
import type { GenerationStatus } from "../../../src/index.js";
import { createPhoto, type Photo } from "./createPhoto.js";
import { openContext } from "./openContext.js";
import type { Site } from "./startSite.js";

export const PROMPT = "A paper boat drifts down a rain-soaked street at dusk.";

/** The widget in a tab, with what a visitor can see and do; all of it by its accessible name. */
export interface Widget {
  page: Page;
  context: BrowserContext;
  /** The widget itself. */
  root: Locator;
  startFrame: Locator;
  prompt: Locator;
  generate: Locator;
  cancel: Locator;
  logs: Locator;
  video: Locator;
  alert: Locator;
  pickStartFrame: (photo?: Photo) => Promise<void>;
  /** A photo and a prompt, and Generate pressed. */
  makeVideo: () => Promise<void>;
  until: (status: GenerationStatus) => Promise<void>;
  untilPlaying: () => Promise<void>;
  /** Every status that was seen since the page was loaded, in order. */
  seenStatuses: () => Promise<GenerationStatus[]>;
  /** Another tab of the same visitor. */
  openTab: () => Promise<Widget>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Where on the site, with its query. @default "/" */
  path?: string;
  /** The visitor's browser profile. @default a new one */
  context?: BrowserContext;
  /** Done in each tab before the host app loads. */
  beforeLoad?: (page: Page) => Promise<void>;
}

/** A visitor comes to the host app. */
export async function openWidget(
  site: Pick<Site, "origin">,
  options: OpenOptions = {},
): Promise<Widget> {
  const { beforeLoad = async () => {}, path = "/", context: given, ...contextOptions } = options;
  const context = given ?? (await openContext(contextOptions));
  return openTab(context, new URL(path, site.origin).href, beforeLoad);
}

async function openTab(
  context: BrowserContext,
  url: string,
  beforeLoad: (page: Page) => Promise<void>,
): Promise<Widget> {
  const page = await context.newPage();
  failOnPageErrors(page);
  await page.addInitScript(recordStatuses);
  await beforeLoad(page);
  await page.goto(url);
  const root = page.getByRole("region", { name: /^Make a video/ }).first();
  await root.waitFor();
  return createWidget(page, root, () => openTab(context, url, beforeLoad));
}

/** One of the widgets of a page. */
export function createWidget(page: Page, root: Locator, open: () => Promise<Widget>): Widget {
  const startFrame = root.getByLabel("Start frame", { exact: true });
  const prompt = root.getByRole("textbox", { name: "Prompt", exact: true });
  const generate = root.getByRole("button", { name: /^Generate/ });
  const video = root.getByLabel("Generated video", { exact: true });

  async function pickStartFrame(photo?: Photo): Promise<void> {
    await startFrame.setInputFiles(photo ?? (await createPhoto()));
  }

  async function until(status: GenerationStatus): Promise<void> {
    try {
      const inStatus = root.and(page.locator(`[data-status="${status}"]`));
      await inStatus.waitFor({ timeout: 25_000 });
    } catch {
      const seen = (await page.evaluate(readStatuses)).join(" → ");
      throw new Error(`It never was ${status}, but ${seen}:\n${await root.innerText()}`);
    }
  }

  return {
    page,
    context: page.context(),
    root,
    startFrame,
    prompt,
    generate,
    cancel: root.getByRole("button", { name: "Cancel", exact: true }),
    logs: root.getByRole("group", { name: "Log" }),
    video,
    alert: root.getByRole("alert"),
    pickStartFrame,
    async makeVideo() {
      await pickStartFrame();
      await prompt.fill(PROMPT);
      await generate.click();
    },
    until,
    async untilPlaying() {
      await until("completed");
      await expectToPlay(video);
    },
    seenStatuses: () => page.evaluate(readStatuses),
    openTab: open,
  };
}

/** Plays it, and looks whether pictures come. */
async function expectToPlay(video: Locator): Promise<void> {
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  const look = () =>
    video.evaluate((element: HTMLVideoElement) => ({
      readyState: element.readyState,
      videoWidth: element.videoWidth,
      currentTime: element.currentTime,
    }));
  await expect
    .poll(async () => (await look()).currentTime, { timeout: 10_000 })
    .toBeGreaterThan(0.2);
  const { readyState, videoWidth } = await look();
  expect(readyState).toBeGreaterThanOrEqual(3);
  expect(videoWidth).toBeGreaterThan(0);
}

function failOnPageErrors(page: Page): void {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error.stack || error)));
  onTestFinished(() => expect(errors).toEqual([]));
}

declare global {
  interface Window {
    seenStatuses?: GenerationStatus[];
  }
}

/** Runs in the page, before anything else. */
function recordStatuses(): void {
  const seen: GenerationStatus[] = (window.seenStatuses = []);
  new MutationObserver(() => {
    const status = document.querySelector<HTMLElement>(".kling-generator")?.dataset["status"];
    if (status !== undefined && status !== seen.at(-1)) seen.push(status as GenerationStatus);
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-status"] });
}

function readStatuses(): GenerationStatus[] {
  return window.seenStatuses ?? [];
}
