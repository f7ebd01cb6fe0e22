import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import sharp from "sharp";
import type { RenderVideo } from "../../src/simulator/index.js";

const FRAMES_PER_SECOND = 8;
const MAX_WIDTH_PX = 640;
const MAX_HEIGHT_PX = 640;

/** How much of the picture's width and height is gone at the end of the push-in. */
const PUSH_IN = 0.14;

/** The picture is kept this much larger than the video, so that the push-in moves by less than a pixel. */
const OVERSAMPLING = 1.6;

/**
 * A real video of a picture: a slow push-in, turning into the end frame where there is one.
 * A lossy WebP's VP8 chunk is a VP8 key frame, so every frame of the video is made as a WebP.
 */
export const renderVideo: RenderVideo = async ({ startFrame, endFrame, durationSeconds }) => {
  const size = await videoSizeOf(startFrame);
  const start = await readPicture(startFrame, size);
  const end = endFrame ? await readPicture(endFrame, size) : null;

  const source = new EncodedVideoPacketSource("vp8");
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  output.addVideoTrack(source, { frameRate: FRAMES_PER_SECOND });
  await output.start();

  const count = durationSeconds * FRAMES_PER_SECOND;
  const meta = {
    decoderConfig: { codec: "vp8", codedWidth: size.width, codedHeight: size.height },
  };
  for (let first = 0; first < count; first += FRAMES_PER_SECOND) {
    // A second at a time: fast enough to keep all cores busy, and little enough for the memory.
    const webps = await Promise.all(
      Array.from({ length: FRAMES_PER_SECOND }, (_, offset) =>
        drawFrame(start, end, size, (first + offset) / (count - 1)),
      ),
    );
    for (const [offset, webp] of webps.entries()) {
      const timestamp = (first + offset) / FRAMES_PER_SECOND;
      const packet = new EncodedPacket(vp8ChunkOf(webp), "key", timestamp, 1 / FRAMES_PER_SECOND);
      await source.add(packet, meta);
    }
  }
  await output.finalize();
  const { buffer } = output.target;
  if (!buffer) throw new Error("The muxer gave no file.");
  return new Blob([buffer], { type: "video/webm" });
};

interface Size {
  width: number;
  height: number;
}

interface Picture extends Size {
  pixels: Buffer;
}

/** The size of the video: the picture's shape as it is seen, even numbers, not too large. */
async function videoSizeOf(frame: Blob): Promise<Size> {
  const { autoOrient } = await sharp(await frame.arrayBuffer()).metadata();
  const { width, height } = autoOrient;
  const scale = Math.min(1, MAX_WIDTH_PX / width, MAX_HEIGHT_PX / height);
  return { width: toEven(width * scale), height: toEven(height * scale) };
}

function toEven(length: number): number {
  return Math.max(2, Math.floor(length / 2) * 2);
}

/** The picture as it is seen, in the video's shape. */
async function readPicture(frame: Blob, size: Size): Promise<Picture> {
  const width = Math.round(size.width * OVERSAMPLING);
  const height = Math.round(size.height * OVERSAMPLING);
  const pixels = await sharp(await frame.arrayBuffer())
    .autoOrient()
    .flatten({ background: "#fff" })
    .resize(width, height, { fit: "cover" })
    .toColorspace("srgb")
    .raw()
    .toBuffer();
  return { pixels, width, height };
}

async function drawFrame(
  start: Picture,
  end: Picture | null,
  size: Size,
  progress: number,
): Promise<Buffer> {
  if (!end) return toWebp(await crop(start, size, progress), size);
  // The end frame arrives as it is, so its push-in runs backward.
  const [going, coming] = await Promise.all([
    crop(start, size, progress),
    crop(end, size, 1 - progress),
  ]);
  return toWebp(blend(going, coming, smooth(progress)), size);
}

async function crop(picture: Picture, size: Size, progress: number): Promise<Buffer> {
  const share = 1 - PUSH_IN * progress;
  const width = Math.round(picture.width * share);
  const height = Math.round(picture.height * share);
  return sharp(picture.pixels, { raw: { ...sizeOf(picture), channels: 3 } })
    .extract({
      left: Math.round((picture.width - width) / 2),
      top: Math.round((picture.height - height) / 2),
      width,
      height,
    })
    .resize(size.width, size.height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
}

function sizeOf({ width, height }: Picture): Size {
  return { width, height };
}

function blend(from: Buffer, to: Buffer, share: number): Buffer {
  const weight = Math.round(share * 256);
  const mixed = Buffer.allocUnsafe(from.length);
  for (let index = 0; index < from.length; index++) {
    const value = from[index] ?? 0;
    mixed[index] = value + ((((to[index] ?? 0) - value) * weight) >> 8);
  }
  return mixed;
}

/** Rests at both ends. */
function smooth(progress: number): number {
  return progress * progress * (3 - 2 * progress);
}

function toWebp(pixels: Buffer, size: Size): Promise<Buffer> {
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    .webp({ quality: 60, effort: 0 })
    .toBuffer();
}

/** The bytes of the chunk "VP8 " in a RIFF file. */
function vp8ChunkOf(webp: Buffer): Uint8Array {
  let at = 12;
  while (at + 8 <= webp.length) {
    const name = webp.toString("latin1", at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    if (name === "VP8 ") return new Uint8Array(webp.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  throw new Error("This WebP has no VP8 chunk.");
}
