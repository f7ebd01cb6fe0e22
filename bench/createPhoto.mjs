import sharp from "sharp";

const [WIDTH, HEIGHT] = [4032, 3024];
const QUALITY = 88;

/**
 * A photo of 12 megapixels and about so many bytes: noise decides how many they are.
 *
 * @param {number} bytes
 */
export async function createPhoto(bytes) {
  let [low, high] = [0, 60];
  for (;;) {
    const sigma = (low + high) / 2;
    const photo = await render(sigma);
    if (Math.abs(photo.byteLength - bytes) < bytes * 0.01 || high - low < 0.1) return photo;
    if (photo.byteLength < bytes) low = sigma;
    else high = sigma;
  }
}

function render(sigma) {
  const noise = { type: "gaussian", mean: 128, sigma };
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, noise } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
