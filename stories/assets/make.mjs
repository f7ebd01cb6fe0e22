// Makes the pictures and the clip that the stories show: `node stories/assets/make.mjs`
import { writeFile } from "node:fs/promises";
import sharp from "sharp";
import { createServer } from "vite";

const here = new URL("./", import.meta.url);

/** A number in 0…1 that is always the same for the same n. */
const scatter = (n) => {
  const x = Math.sin(n * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
};

function drawStreet({ width, height, isNight }) {
  const horizon = height * 0.56;
  const vanish = width * 0.62;
  const sky = isNight
    ? ["#070b1c", "#1b2350", "#41306b", "#8a4a78"]
    : ["#20335c", "#6b5a86", "#e5704a", "#ffc47a"];
  const houses = [];
  for (const side of [-1, 1]) {
    for (let i = 0; i < 9; i++) {
      const near = 1 - i / 9;
      const x = vanish + side * (width * 0.05 + near ** 1.6 * width * 0.62);
      const w = width * (0.05 + near * 0.13);
      const h = height * (0.12 + near * 0.42 * (0.75 + scatter(i + side * 31) * 0.5));
      const shade = Math.round(18 + (1 - near) * 42);
      const left = side < 0 ? x - w : x;
      houses.push(
        `<rect x="${left}" y="${horizon - h}" width="${w}" height="${h + 4}" fill="rgb(${shade},${shade + 4},${shade + 22})"/>`,
      );
      const columns = 2 + Math.round(near * 3);
      const rows = 3 + Math.round(near * 7);
      for (let c = 0; c < columns; c++) {
        for (let r = 0; r < rows; r++) {
          const isLit = scatter(i * 91 + c * 13 + r * 7 + side * 3) > (isNight ? 0.42 : 0.66);
          if (!isLit) continue;
          const wx = left + (w * (c + 0.3)) / columns;
          const wy = horizon - h + (h * (r + 0.35)) / rows;
          const warm = ["#ffd98a", "#ffbe5c", "#ffe9b8"][(c + r) % 3];
          houses.push(
            `<rect x="${wx}" y="${wy}" width="${(w / columns) * 0.4}" height="${(h / rows) * 0.42}" fill="${warm}" opacity="${0.55 + near * 0.4}"/>`,
          );
        }
      }
    }
  }
  const lamps = Array.from({ length: 6 }, (_, i) => {
    const near = 1 - i / 6;
    const side = i % 2 === 0 ? -1 : 1;
    const x = vanish + side * (width * 0.03 + near ** 1.5 * width * 0.36);
    const y = horizon - height * (0.05 + near * 0.22);
    return { x, y, r: 3 + near * 9, near };
  });
  const glows = lamps
    .map(
      ({ x, y, r }) =>
        `<circle cx="${x}" cy="${y}" r="${r * 5}" fill="#ffcf87" opacity=".28" filter="url(#soft)"/><circle cx="${x}" cy="${y}" r="${r}" fill="#fff3d6"/>`,
    )
    .join("");
  const streaks = lamps
    .map(
      ({ x, near, r }) =>
        `<rect x="${x - r}" y="${horizon + 6}" width="${r * 2}" height="${height * (0.12 + near * 0.3)}" fill="#ffca7a" opacity="${0.2 + near * 0.3}" filter="url(#streak)"/>`,
    )
    .join("");
  const ripples = Array.from({ length: 70 }, (_, i) => {
    const t = scatter(i);
    const y = horizon + (height - horizon) * t ** 0.8;
    const w = 14 + t * 150 * scatter(i + 50);
    const x = scatter(i + 9) * width;
    return `<rect x="${x}" y="${y}" width="${w}" height="${1 + t * 2.4}" rx="1" fill="#fff" opacity="${0.05 + 0.12 * scatter(i + 77)}"/>`;
  }).join("");
  const s = Math.min(width, height) / 720;
  const boat = `<g transform="translate(${width * 0.36} ${height * 0.76}) scale(${s * 1.5}) rotate(-3)">
    <ellipse cx="4" cy="34" rx="132" ry="13" fill="#0a0f20" opacity=".55" filter="url(#soft)"/>
    <path d="M-120 -8 L120 -8 L78 32 L-80 32 Z" fill="#f6efe2"/>
    <path d="M-120 -8 L0 32 L-80 32 Z" fill="#d9cfbd"/>
    <path d="M120 -8 L0 32 L78 32 Z" fill="#e8dfce"/>
    <path d="M-46 -8 L2 -92 L50 -8 Z" fill="#fffaf0"/>
    <path d="M2 -92 L50 -8 L8 -8 Z" fill="#e3d8c4"/>
    <path d="M-80 34 L78 34 L50 62 L-54 62 Z" fill="#f6efe2" opacity=".22"/>
  </g>`;
  const sunOrMoon = isNight
    ? `<circle cx="${vanish}" cy="${height * 0.2}" r="${34 * s}" fill="#eef2ff"/><circle cx="${vanish}" cy="${height * 0.2}" r="${110 * s}" fill="#9fb2ff" opacity=".25" filter="url(#soft)"/>`
    : `<circle cx="${vanish}" cy="${horizon - 26 * s}" r="${64 * s}" fill="#fff0c9"/><circle cx="${vanish}" cy="${horizon - 26 * s}" r="${210 * s}" fill="#ffb45e" opacity=".5" filter="url(#soft)"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        ${sky.map((color, i) => `<stop offset="${i / (sky.length - 1)}" stop-color="${color}"/>`).join("")}
      </linearGradient>
      <linearGradient id="water" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${sky[3]}"/><stop offset=".22" stop-color="${sky[2]}"/>
        <stop offset=".62" stop-color="${isNight ? "#151c3f" : "#3b3f66"}"/><stop offset="1" stop-color="#0d1430"/>
      </linearGradient>
      <filter id="soft" x="-100%" y="-100%" width="300%" height="300%"><feGaussianBlur stdDeviation="${22 * s}"/></filter>
      <filter id="streak" x="-100%" y="-20%" width="300%" height="140%"><feGaussianBlur stdDeviation="${5 * s} ${16 * s}"/></filter>
      <filter id="haze"><feGaussianBlur stdDeviation="${7 * s} ${12 * s}"/></filter>
    </defs>
    <rect width="${width}" height="${horizon + 2}" fill="url(#sky)"/>
    ${sunOrMoon}${houses.join("")}
    <rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#water)"/>
    <g transform="translate(0 ${horizon * 2}) scale(1 -1)" opacity=".5" filter="url(#haze)">${houses.join("")}</g>
    ${streaks}${glows}${ripples}${boat}
  </svg>`;
}

async function makePicture(name, options) {
  const jpeg = await sharp(Buffer.from(drawStreet(options)))
    .jpeg({ quality: 78, mozjpeg: true })
    .toBuffer();
  await writeFile(new URL(name, here), jpeg);
  return jpeg;
}

const start = await makePicture("street.jpg", { width: 1280, height: 720, isNight: false });
await makePicture("street-night.jpg", { width: 1280, height: 720, isNight: true });
await makePicture("street-tall.jpg", { width: 720, height: 1280, isNight: false });

// The simulator's own renderer is TypeScript, which Vite reads.
const vite = await createServer({ configFile: false, server: { middlewareMode: true, ws: false } });
const { renderVideo } = await vite.ssrLoadModule("/test/support/renderVideo.ts");
const clip = await renderVideo({ startFrame: new Blob([start]), durationSeconds: 5, prompt: "" });
await writeFile(new URL("street.webm", here), Buffer.from(await clip.arrayBuffer()));
await vite.close();
