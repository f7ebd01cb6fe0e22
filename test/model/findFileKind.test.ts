import { expect, test } from "vitest";
import { findFileKind } from "../../src/model/image/findFileKind.js";
import { readFixture } from "../support/fixtures.js";
import { toBytes } from "./support/bytes.js";
import { DRAWINGS } from "./support/drawings.js";

const SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>";

test.each([
  ["%PDF-1.7", "pdf"],
  ["%!PS-Adobe-3.0 EPSF-3.0", "postscript"],
  ["8BPS\0\x01", "photoshop"],
  ["II*\0\x10\0\0\0CR\x02\0", "raw"],
  ["\0\0\0\x18ftypcrx \0\0\0\x01", "raw"],
  ["FUJIFILMCCD-RAW 0201", "raw"],
  ["IIRO\x08\0\0\0", "raw"],
  ["II*\0\x08\0\0\0", "tiff"],
  ["MM\0*\0\0\0\x08", "tiff"],
  ["\xff\x0a\xfa\x7f", "jpeg-xl"],
  ["\0\0\0\x0cJXL \r\n\x87\n", "jpeg-xl"],
  ["\0\0\0\x0cjP  \r\n\x87\n", "jpeg-2000"],
  ["\0\0\x01\0\x01\0 ", "icon"],
  ["qoif\0\0\x02\x80", "rare-picture"],
  ["\0\0\0\x20ftypisom", "video"],
  ["\0\0\0\x14ftypqt  ", "video"],
  ["\0\0\0\x08wide\0\0", "video"],
  ["\x1a\x45\xdf\xa3\x9f", "video"],
  ["RIFF\0\0\0\0AVI LIST", "video"],
  [`G${"x".repeat(187)}G@\0`, "video"],
  ["RIFF\0\0\0\0WAVEfmt ", "audio"],
  ["\0\0\0\x20ftypM4A ", "audio"],
  ["ID3\x04\0", "audio"],
  ["PK\x03\x04".padEnd(30, "\0") + "[Content_Types].xml", "document"],
  ["PK\x03\x04".padEnd(30, "\0") + "mimetypeapplication/vnd.oasis", "document"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"],
  ["{\\rtf1\\ansi", "document"],
  ["PK\x03\x04".padEnd(30, "\0") + "photo.jpg", "archive"],
  ["\x1f\x8b\x08", "archive"],
  ["Rar!\x1a\x07\x01", "archive"],
  ["x".repeat(257) + "ustar", "archive"],
  ["MZ\x90\0", "program"],
  ["\x7fELF\x02", "program"],
  ["#!/bin/sh\n", "program"],
  ["\xc5\xd0\xd3\xc6\x1e\0", "postscript"],
  ["IIRS\x08\0", "raw"],
  ["MMOR\0\0", "raw"],
  ["IIU\0\x08\0", "raw"],
  ["FOVb\0\0", "raw"],
  ["II+\0\x08\0", "tiff"],
  ["MM\0+\0\x08", "tiff"],
  ["\xff\x4f\xff\x51\0", "jpeg-2000"],
  ["\0\0\x02\0\x01\0", "icon"],
  ["icns\0\0", "icon"],
  ["II\xbc\x01", "rare-picture"],
  ["v/1\x01\x02\0", "rare-picture"],
  ["#?RADIANCE\n", "rare-picture"],
  ["DDS |\0", "rare-picture"],
  ["gimp xcf v011\0", "rare-picture"],
  ["P6\n640 400\n255\n", "rare-picture"],
  ["\0\0\0\x14moov", "video"],
  ["\0\0\0\x14mdat", "video"],
  ["FLV\x01\x05", "video"],
  ["OggS\0\x02", "video"],
  ["\0\0\x01\xba\x44", "video"],
  ["\0\0\x01\xb3\x44", "video"],
  ["\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"],
  ["FORM\0\0\0\0AIFFCOMM", "audio"],
  ["fLaC\0", "audio"],
  ["MThd\0", "audio"],
  ["\xff\xfb\x90", "audio"],
  ["\xff\xf3\x90", "audio"],
  ["\xff\xf1\x50", "audio"],
  ["PK\x05\x06\0", "archive"],
  ["7z\xbc\xaf\x27\x1c", "archive"],
  ["BZh91AY", "archive"],
  ["\xfd7zXZ\0", "archive"],
  ["\x28\xb5\x2f\xfd", "archive"],
  ["MSCF\0", "archive"],
  ["\xca\xfe\xba\xbe", "program"],
  ["\xfe\xed\xfa\xce", "program"],
  ["\xfe\xed\xfa\xcf", "program"],
  ["\xce\xfa\xed\xfe", "program"],
  ["\xcf\xfa\xed\xfe", "program"],
  ["\0asm\x01", "program"],
  ["A slow wave at dusk.", "text"],
  ["The wide sea.", "text"],
  ["A great WAVE at dusk.", "text"],
  ["", "text"],
  ['{ "json": true }', "text"],
  ["\x01\x02\x03\x04\x05\x06", "unknown"],
])("U01, U02: %o… is named", (start, kind) => {
  expect(findFileKind(toBytes(start))).toBe(kind);
});

test.each(DRAWINGS)("U09: %s is a drawing, whatever stands before it", (name) => {
  expect(findFileKind(readFixture(name))).toBe("svg");
});

test("U09: a packed drawing is at least no picture", () => {
  expect(findFileKind(readFixture("packed.svgz"))).toBe("archive");
});

test.each([
  `<SVG width="1">`,
  "<svg\n>",
  "<svg/>",
  "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'>",
  `<!-- > --><!-- --><?xml-stylesheet href="a>b"?>${SVG}`,
  `<!DOCTYPE svg>${SVG}`,
  `<!DOCTYPE svg PUBLIC "x" "y" [ <!ENTITY a "b"> ] >${SVG}`,
  `<?xml version="1.0"?>\n<!DOCTYPE drawing SYSTEM "x.dtd">\n${SVG}`,
])("U09: %o is a drawing", (text) => {
  expect(findFileKind(toBytes(text))).toBe("svg");
});

test.each([
  "<!doctype html><p>no picture",
  "<!DOCTYPE\n HTML>",
  "<HTML lang=en>",
  `<!-- ${SVG} --><html>`,
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>`,
  "<script>alert(1)</script>",
  `<div>${SVG}</div>`,
])("U02: %o is a web page", (text) => {
  expect(findFileKind(toBytes(text))).toBe("web-page");
});

test.each([
  `<!-- never closed ${SVG}`,
  `<?xml never closed`,
  `<!DOCTYPE svg [ never closed >`,
  "<svgfoo>",
  "<rss version='2.0'/>",
  `text before ${SVG}`,
])("%o is a text", (text) => {
  expect(findFileKind(toBytes(text))).toBe("text");
});

test("U09: a drawing behind a long comment is found, and many comments do not take long", () => {
  expect(findFileKind(toBytes(`<!--${" ".repeat(40_000)}-->${SVG}`))).toBe("svg");
  expect(findFileKind(toBytes("<!---->".repeat(9000), SVG))).toBe("svg");
  expect(findFileKind(toBytes("<!--".repeat(16_000)))).toBe("text");
});
