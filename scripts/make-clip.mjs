// Makes src/simulator/builtInClip.ts: a small VP8 video of 5 s, drawn here, as base64.
import { writeFile } from "node:fs/promises";
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import sharp from "sharp";

const WIDTH = 320;
const HEIGHT = 180;
const FRAMES_PER_SECOND = 4;
const SECONDS = 5;
const FILE = new URL("../src/simulator/builtInClip.ts", import.meta.url);

/** Hills in the evening; a sun that goes from one side to the other. */
function draw(progress) {
  const x = 40 + progress * 240;
  const y = 95 - Math.sin(progress * Math.PI) * 55;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#27314f"/>
    <circle cx="${x}" cy="${y}" r="18" fill="#f4c95d"/>
    <path d="M0 130 Q80 90 160 125 T320 115 V180 H0Z" fill="#1b2238"/>
    <text x="160" y="164" fill="#9fb0d8" font-family="sans-serif" font-size="13"
      text-anchor="middle">Simulated video</text>
  </svg>`);
}

/** The chunk "VP8 " of a lossy WebP is a VP8 key frame. */
function vp8ChunkOf(webp) {
  const name = webp.toString("latin1", 12, 16);
  if (name !== "VP8 ") throw new Error(`Expected a lossy WebP, found ${name}`);
  return new Uint8Array(webp.subarray(20, 20 + webp.readUInt32LE(16)));
}

const source = new EncodedVideoPacketSource("vp8");
const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
output.addVideoTrack(source, { frameRate: FRAMES_PER_SECOND });
await output.start();

const count = FRAMES_PER_SECOND * SECONDS;
const meta = { decoderConfig: { codec: "vp8", codedWidth: WIDTH, codedHeight: HEIGHT } };
for (let index = 0; index < count; index++) {
  const webp = await sharp(draw(index / (count - 1)))
    .flatten({ background: "#27314f" })
    .webp({ quality: 20, effort: 6, preset: "drawing" })
    .toBuffer();
  const timestamp = index / FRAMES_PER_SECOND;
  const packet = new EncodedPacket(vp8ChunkOf(webp), "key", timestamp, 1 / FRAMES_PER_SECOND);
  await source.add(packet, meta);
}
await output.finalize();

const base64 = Buffer.from(output.target.buffer).toString("base64");
await writeFile(
  FILE,
  `// Made by scripts/make-clip.mjs; do not edit.

/** A WebM video (VP8, ${WIDTH} × ${HEIGHT}, ${SECONDS} s) as base64. */
export const BUILT_IN_CLIP_WEBM =
  "${base64}";
`,
);
console.log(`${output.target.buffer.byteLength} bytes → ${FILE.pathname}`);
