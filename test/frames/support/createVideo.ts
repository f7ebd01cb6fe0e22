import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, WebMOutputFormat } from "mediabunny";

export const VIDEO_FRAMES = 12;
const VIDEO_FPS = 12;

/** The color that fills one frame of the video; every frame has its own. */
export function colorOfFrame(index: number): [number, number, number] {
  return [index * 20, 128, 240 - index * 20];
}

/** A video of one second whose frames can be told apart. */
export async function createVideo(
  kind: "mp4" | "webm",
  { width = 640, height = 360, hasLength = true } = {},
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The page cannot draw.");
  // What is recorded as it comes cannot say at its beginning how long it will be.
  const webm = new WebMOutputFormat({ appendOnly: !hasLength });
  const format = kind === "mp4" ? new Mp4OutputFormat() : webm;
  const output = new Output({ format, target: new BufferTarget() });
  const codec = kind === "mp4" ? "avc" : "vp8";
  const source = new CanvasSource(canvas, { codec, bitrate: 2_000_000 });
  output.addVideoTrack(source, { frameRate: VIDEO_FPS });
  await output.start();
  for (let index = 0; index < VIDEO_FRAMES; index++) {
    context.fillStyle = `rgb(${colorOfFrame(index).join(" ")})`;
    context.fillRect(0, 0, width, height);
    await source.add(index / VIDEO_FPS, 1 / VIDEO_FPS);
  }
  await output.finalize();
  const { buffer } = output.target;
  if (!buffer) throw new Error("The muxer gave no file.");
  return new File([buffer], `clip.${kind}`, { type: `video/${kind}` });
}
