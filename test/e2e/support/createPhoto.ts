import sharp from "sharp";

/** As a camera held upright stores it: the pixels lie on their side, and EXIF says so. */
const STORED = { width: 1280, height: 960 };
const TURNED_RIGHT = 6;

/** A photo, as a file input takes it. */
export interface Photo {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

let made: Promise<Buffer> | null = null;

/**
 * A JPEG as from a camera: a lit scene with grain, 960 × 1280 px as it is seen, EXIF with the
 * camera's name and its orientation.
 */
export async function createPhoto(name = "IMG_2041.jpg"): Promise<Photo> {
  made ??= drawPhoto();
  return { name, mimeType: "image/jpeg", buffer: await made };
}

async function drawPhoto(): Promise<Buffer> {
  const scene = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960">
    <defs>
      <linearGradient id="sky" x1="0" x2="1"><stop offset="0" stop-color="#f2a65a"/>
        <stop offset=".5" stop-color="#e4572e"/><stop offset="1" stop-color="#2e4057"/></linearGradient>
      <radialGradient id="lamp"><stop offset="0" stop-color="#fff3c4"/>
        <stop offset="1" stop-color="#fff3c4" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="1280" height="960" fill="url(#sky)"/>
    <circle cx="420" cy="300" r="220" fill="url(#lamp)"/>
    <path d="M0 700 Q320 560 640 690 T1280 650 V960 H0Z" fill="#1b2238"/>
  </svg>`);
  const grain = await sharp({
    create: {
      ...STORED,
      channels: 3,
      background: "#808080",
      noise: { type: "gaussian", mean: 128, sigma: 22 },
    },
  })
    .png()
    .toBuffer();
  return sharp(scene)
    .composite([{ input: grain, blend: "soft-light" }])
    .flatten({ background: "#000" })
    .jpeg({ quality: 88 })
    .withExif({ IFD0: { Make: "Example", Model: "Pocket camera" } })
    .withMetadata({ orientation: TURNED_RIGHT })
    .toBuffer();
}
