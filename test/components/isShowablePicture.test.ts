import { expect, test } from "vitest";
import { isShowablePicture } from "../../src/components/isShowablePicture.js";

const ORIGINS = ["http://localhost:3000", "http://proxy.test"];

test.each([
  "https://pictures.example/a.jpg",
  "blob:http://localhost:3000/0d9b2b7e",
  "http://localhost:3000/a.jpg",
  "/a.jpg",
  "http://proxy.test/files/a.jpg",
])("U15: %s may be loaded", (url) => {
  expect(isShowablePicture(url, ORIGINS)).toBe(true);
});

test.each([
  "https://192.168.0.7/start.jpg",
  "https://printer.local/a.jpg",
  "http://pictures.example/a.jpg",
  "https://user:secret@pictures.example/a.jpg",
  "javascript:alert(1)",
  "data:image/png;base64,AAAA",
  "",
])("U15: %s is never loaded", (url) => {
  expect(isShowablePicture(url, ORIGINS)).toBe(false);
});
