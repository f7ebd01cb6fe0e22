import type { Page } from "playwright";

/** What a real `<video>` made of a URL. */
export interface Playback {
  durationSeconds: number;
  width: number;
  height: number;
  /** How far it played by itself, in seconds. */
  playedToSeconds: number;
  /** Where it is after a jump to 80 %, and whether a picture is there. */
  seekedToShare: number;
  hasPictureThere: boolean;
  /** Color of the corner of the first and of the last picture: red, green, blue. */
  firstColor: number[];
  lastColor: number[];
}

/** Plays a video in a page: from its start, then jumps. */
export function playVideo(page: Page, url: string): Promise<Playback> {
  return page.evaluate(async (src) => {
    const video = document.createElement("video");
    Object.assign(video, { src, muted: true, crossOrigin: "anonymous" });
    document.body.append(video);
    const heard = (name: string) =>
      new Promise<void>((resolve, reject) => {
        video.addEventListener(name, () => resolve(), { once: true });
        video.addEventListener("error", () => reject(new Error(video.error?.message)), {
          once: true,
        });
      });
    const jump = async (seconds: number) => {
      const seeked = heard("seeked");
      video.currentTime = seconds;
      await seeked;
    };
    const readColor = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [1, 1];
      const context = canvas.getContext("2d");
      context?.drawImage(video, 0, 0, 8, 8, 0, 0, 1, 1);
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
    };

    // On a busy machine the picture comes a little after "seeked"; until then there is nothing.
    const colorNow = async () => {
      let color = readColor();
      while (color.every((part) => part === 0)) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        color = readColor();
      }
      return color;
    };

    await heard("canplay");
    await jump(0.01);
    const firstColor = await colorNow();
    void video.play();
    while (video.currentTime < 0.3) await heard("timeupdate");
    video.pause();
    const playedToSeconds = video.currentTime;
    await jump(video.duration * 0.8);
    const seekedToShare = video.currentTime / video.duration;
    const hasPictureThere = video.readyState >= 3;
    await jump(video.duration - 0.01);
    return {
      durationSeconds: video.duration,
      width: video.videoWidth,
      height: video.videoHeight,
      playedToSeconds,
      seekedToShare,
      hasPictureThere,
      firstColor,
      lastColor: await colorNow(),
    };
  }, url);
}
