import type { FileKind } from "./image/FileKind.js";
import type { PictureType } from "./limits.js";

/** What a file is, in a sentence: "This file is …". */
export const FILE_NAMES: Readonly<Record<PictureType | FileKind, string>> = {
  "image/jpeg": "a JPEG picture",
  "image/png": "a PNG picture",
  "image/webp": "a WebP picture",
  "image/avif": "an AVIF picture",
  "image/gif": "a GIF",
  "image/bmp": "a BMP picture",
  "image/heic": "a HEIC picture",
  archive: "an archive",
  audio: "a sound",
  document: "an office document",
  icon: "an icon",
  "jpeg-2000": "a JPEG 2000 picture",
  "jpeg-xl": "a JPEG XL picture",
  pdf: "a PDF",
  photoshop: "a Photoshop document",
  postscript: "a PostScript drawing",
  program: "a program",
  "rare-picture": "a picture of a kind that browsers cannot show",
  raw: "a camera's raw picture",
  svg: "an SVG drawing",
  text: "a text document",
  tiff: "a TIFF picture",
  unknown: "no picture that is known here",
  video: "a video",
  "web-page": "a web page",
};
