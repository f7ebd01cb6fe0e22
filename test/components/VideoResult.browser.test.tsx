import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  KlingVideoProvider,
  VideoResult,
  type Generation,
  type VideoResultProps,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import clip from "../../stories/assets/street.webm";
import { completed, inProgress, requestId } from "./support/generations.js";

const withVideo = (url: string, contentType?: string): Generation => ({
  ...completed,
  video: { url, contentType },
});
const clipUrl = new URL(clip, location.href).href;
const ui = (props: VideoResultProps) => (
  <StrictMode>
    <VideoResult {...props} />
  </StrictMode>
);
const show = (generation: Generation, props: Partial<VideoResultProps> = {}) =>
  render(ui({ generation, ...props }));
const video = () => page.getByLabelText("Generated video").element() as HTMLVideoElement;
const hasVideo = () => document.querySelector("video") !== null;

afterEach(() => vi.restoreAllMocks());

describe("the video", () => {
  test("is a real one that plays, with the browser's controls", async () => {
    await show(withVideo(clipUrl));
    expect(video().controls).toBe(true);
    expect(video().playsInline).toBe(true);
    video().muted = true;
    await video().play();
    await expect.poll(() => video().currentTime).toBeGreaterThan(0.2);
    expect(video().readyState).toBeGreaterThanOrEqual(3);
    expect(video().videoWidth).toBe(640);
  });

  test("comes with what it is and what it took, as the file itself says", async () => {
    await show(withVideo(clipUrl));
    await expect
      .element(page.getByText("640 × 360 · 5 s long · took 2 min 14 s · $0.35"))
      .toBeVisible();
  });

  test("is not there before it is", async () => {
    await show(inProgress);
    expect(document.querySelector(".kling-result")).toBeNull();
  });

  test("starts by itself where it is muted", async () => {
    await show(withVideo(clipUrl), { autoPlay: true, muted: true });
    await expect.poll(() => video().currentTime).toBeGreaterThan(0);
  });

  test("never starts by itself with sound", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play");
    await show(withVideo(clipUrl), { autoPlay: true });
    expect(play).not.toHaveBeenCalled();
    expect(video().autoplay).toBe(false);
  });

  test("never starts by itself where less motion is wished", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play");
    const realMatchMedia = window.matchMedia.bind(window);
    vi.spyOn(window, "matchMedia").mockImplementation((query) =>
      realMatchMedia(query.includes("reduced-motion") ? "all" : query),
    );
    await show(withVideo(clipUrl), { autoPlay: true, muted: true });
    expect(play).not.toHaveBeenCalled();
  });

  test("that a browser refuses to start is no error", async () => {
    const refused = vi.fn();
    window.addEventListener("unhandledrejection", refused);
    const { play } = HTMLMediaElement.prototype;
    const asked = vi.fn();
    // A mock would hear the rejection itself.
    HTMLMediaElement.prototype.play = () => {
      asked();
      return Promise.reject(new DOMException("Not allowed", "NotAllowedError"));
    };
    await show(withVideo(clipUrl), { autoPlay: true, muted: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    HTMLMediaElement.prototype.play = play;
    expect(asked).toHaveBeenCalled();
    expect(refused).not.toHaveBeenCalled();
    window.removeEventListener("unhandledrejection", refused);
  });

  test("that follows another one begins anew", async () => {
    const screen = await show(withVideo(`${clipUrl}/gone.webm`));
    await expect.element(page.getByRole("alert")).toBeVisible();
    await screen.rerender(ui({ generation: withVideo(clipUrl) }));
    await expect.poll(hasVideo).toBe(true);
    expect(page.getByRole("alert").query()).toBeNull();
  });
});

describe("an address that is not safe", () => {
  test.each([
    "javascript:alert(1)",
    "data:video/mp4;base64,AAAA",
    "http://media.example/video.mp4",
    "file:///etc/passwd",
    "//media.example:x/",
    "",
  ])("never reaches the page: %s", async (url) => {
    await show(withVideo(url));
    await expect
      .element(page.getByRole("alert"))
      .toHaveTextContent("The address of the video is not a safe one");
    expect(hasVideo()).toBe(false);
    expect(page.getByRole("link").query()).toBeNull();
    expect(page.getByRole("button", { name: "Download" }).query()).toBeNull();
  });

  test("is one that calls itself a web page, too", async () => {
    await show(withVideo(clipUrl, "text/html; charset=utf-8"));
    await expect.element(page.getByRole("alert")).toBeVisible();
    expect(hasVideo()).toBe(false);
  });

  test("is safe where it is the proxy's own origin", async () => {
    await render(
      <KlingVideoProvider proxyUrl="http://media.example/api/fal/proxy">
        <VideoResult generation={withVideo("http://media.example/video.mp4")} preload="none" />
      </KlingVideoProvider>,
    );
    expect(video().getAttribute("src")).toBe("http://media.example/video.mp4");
  });
});

describe("a video that does not come", () => {
  // Vite answers an unknown path with its page; a file that does not exist below /media with 404.
  const gone = new URL("/media/nothing-here.webm", location.href).href;

  test("says so, keeps its facts and its id, and is tried once more", async () => {
    vi.spyOn(window, "fetch").mockResolvedValue(new Response(null, { status: 404 }));
    await show(withVideo(gone));
    const alert = page.getByRole("alert");
    await expect.element(alert).toHaveTextContent("No longer available");
    await expect.element(page.getByText("took 2 min 14 s · $0.35")).toBeVisible();
    await expect.element(page.getByText(requestId)).toBeVisible();
    const link = page.getByRole("link", { name: "Open the video" }).element();
    expect(link.getAttribute("href")).toBe(gone);
    expect(link.getAttribute("rel")).toBe("noopener noreferrer");

    const retry = page.getByRole("button", { name: "Try again" });
    await retry.click();
    await expect.element(alert).toHaveTextContent("No longer available");
    expect(retry.query()).toBeNull();
  });

  test("because the browser cannot play it can still be downloaded", async () => {
    const notAVideo = URL.createObjectURL(new Blob(["not a video"], { type: "video/mp4" }));
    await show(withVideo(notAVideo));
    await expect
      .element(page.getByRole("alert"))
      .toHaveTextContent("This browser cannot play the video");
    await expect.element(page.getByRole("button", { name: "Download" })).toBeVisible();
  });
});

describe("Download", () => {
  function catchClicks() {
    const clicked: HTMLAnchorElement[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      clicked.push(this);
    });
    return clicked;
  }

  test("saves the file under a name without the request id", async () => {
    const clicked = catchClicks();
    await show(withVideo(clipUrl, "video/webm"));
    await page.getByRole("button", { name: "Download" }).click();
    await expect.poll(() => clicked.length).toBe(1);
    expect(clicked[0]?.download).toBe("kling-video.webm");
    const saved = await (await fetch(clicked[0]?.href ?? "")).blob();
    expect(saved.size).toBeGreaterThan(100_000);
  });

  test("opens the video where it cannot be fetched", async () => {
    const clicked = catchClicks();
    vi.spyOn(window, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
    await show(withVideo(clipUrl));
    await page.getByRole("button", { name: "Download" }).click();
    await expect.poll(() => clicked.length).toBe(1);
    expect(clicked[0]?.href).toBe(clipUrl);
    expect([clicked[0]?.target, clicked[0]?.rel]).toEqual(["_blank", "noopener noreferrer"]);
  });

  test("takes no path out of the file's name", async () => {
    const clicked = catchClicks();
    await show({ ...completed, video: { url: clipUrl, fileName: "../../evil\u202E/x.mp4" } });
    await page.getByRole("button", { name: "Download" }).click();
    await expect.poll(() => clicked.length).toBe(1);
    expect(clicked[0]?.download).toBe("evilx.mp4");
  });
});

describe("Copy link", () => {
  test("puts the address into the clipboard and says so", async () => {
    const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await show(withVideo(clipUrl));
    await page.getByRole("button", { name: "Copy link" }).click();
    expect(writeText).toHaveBeenCalledWith(clipUrl);
    await expect.element(page.getByRole("button", { name: "Copied" })).toBeVisible();
  });

  test("is not offered on plain http, where a page has no clipboard", async () => {
    const descriptor = Object.getOwnPropertyDescriptor(Navigator.prototype, "clipboard");
    Reflect.deleteProperty(Navigator.prototype, "clipboard");
    await show(withVideo(clipUrl));
    expect(page.getByRole("button", { name: "Copy link" }).query()).toBeNull();
    if (descriptor) Object.defineProperty(Navigator.prototype, "clipboard", descriptor);
  });
});
