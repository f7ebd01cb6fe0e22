import { expect, test } from "vitest";
import { estimateCost } from "../../src/model/price.js";
import { validateInput, validatePrompt } from "../../src/model/validateInput.js";
import { toPlainText } from "../../src/model/toPlainText.js";
import { errorCatalogue, type KlingVideoErrorCode } from "../../src/model/errorCatalogue.js";
import { KlingVideoError } from "../../src/model/KlingVideoError.js";

const good = { prompt: "A slow wave", image_url: "https://pictures.example/sea.jpg" };
const codes = (input: Parameters<typeof validateInput>[0], trusted?: string[]) =>
  validateInput(input, trusted).map(({ code, field }) => `${field}: ${code}`);

test("5 seconds cost $0.35 and 10 cost $0.70", () => {
  expect([estimateCost(), estimateCost("5"), estimateCost("10")]).toEqual([0.35, 0.35, 0.7]);
});

test("a good input has nothing to say about", () => {
  expect(codes(good)).toEqual([]);
  expect(codes({ ...good, image_url: new Blob(["x"]), tail_image_url: null })).toEqual([]);
});

test("each field that the model would refuse is named, in the order of the form", () => {
  const bad = {
    prompt: " ",
    image_url: null,
    tail_image_url: "http://pictures.example/sea.jpg",
    negative_prompt: "x".repeat(2501),
    cfg_scale: 1.1,
    duration: "7" as "5",
  };
  expect(codes(bad)).toEqual([
    "image_url: frame-required",
    "tail_image_url: frame-url",
    "prompt: prompt-required",
    "negative_prompt: negative-prompt-too-long",
    "duration: input-invalid",
    "cfg_scale: input-invalid",
  ]);
});

test.each(["", "  \n", "\u200b\u200d\ufeff", "\u0000"])("P01: %o is no prompt", (prompt) => {
  expect(validatePrompt(prompt)?.code).toBe("prompt-required");
});

test("P02: a prompt is counted in characters as people count them", () => {
  expect(validatePrompt("🎬".repeat(2500))).toBeNull();
  const error = validatePrompt("a".repeat(2501));
  expect(error?.code).toBe("prompt-too-long");
  expect(error?.message).toContain("2501");
});

test("what the transport itself uploaded may be of the page's own origin, and of no other", () => {
  const image_url = "http://localhost:6006/media/frame.jpg";
  expect(codes({ ...good, image_url }, ["http://localhost:6006"])).toEqual([]);
  expect(codes({ ...good, image_url }, ["http://localhost:600"])).toHaveLength(1);
});

test("Q12: colors, links, control characters and turned text are taken out of what is shown", () => {
  const text = "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007";
  expect(toPlainText(`${text}\u0000 \u202Egpj.exe`)).toBe("red link gpj.exe");
});

test("every code has a sentence, a hint and a plain form that makes the same error again", () => {
  for (const code of Object.keys(errorCatalogue) as KlingVideoErrorCode[]) {
    const error = new KlingVideoError({ code, charged: "no", field: "prompt", requestId: "r" });
    expect(error.message).toMatch(/^(fal|[A-Z]).*\.$/);
    expect(error.hint).toMatch(/\.$/);
    expect(new KlingVideoError(JSON.parse(JSON.stringify(error)))).toEqual(error);
  }
});

test("an end frame that was meant and is lost is asked for again, never left out", () => {
  const input = {
    prompt: "A boat",
    image_url: "https://pictures.example/a.jpg",
    tail_image_url: "",
  };
  expect(validateInput(input).map(({ code, field }) => [code, field])).toEqual([
    ["frame-gone", "tail_image_url"],
  ]);
});
