import { StrictMode } from "react";
import { expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import {
  en,
  KlingVideoGenerator,
  RECORD_VERSION,
  type GenerationRecord,
  type InputField,
  type KlingVideoErrorCode,
  type KlingVideoErrorInit,
} from "../../src/index.js";
import "../../src/styles/styles.css";
import { proxyUrl } from "../support/browserFal.js";

/** What these are is told in other words: a line under a button, Reconnecting, canceled, unconfirmed. */
const IN_OTHER_WORDS: readonly KlingVideoErrorCode[] = [
  "bad-answer",
  "busy",
  "cancel-failed",
  "unconfirmed",
  "unreachable",
  "withdrawn",
];

vi.setConfig({ testTimeout: 30_000 });

const codes = Object.keys(en.errors).filter(isKnownCode);
const cases = codes.flatMap((code): (readonly [KlingVideoErrorCode, InputField | undefined])[] =>
  IN_OTHER_WORDS.includes(code) ? [] : toFields(code).map((field) => [code, field] as const),
);

test.each(cases)("%s (field: %s) is told in one place of the widget, once", async (code, field) => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const scope = `place-${code}-${field}`;
  keep(scope, { code, field, charged: "no" });
  await render(
    <StrictMode>
      <KlingVideoGenerator proxyUrl={proxyUrl()} scope={scope} slot={scope} />
    </StrictMode>,
  );
  const widget = page.getByRole("region", { name: "Make a video" });
  await expect.element(widget).toHaveAttribute("data-status", "failed");
  const message = en.errors[code].message({});
  const count = () => (widget.element().textContent ?? "").split(message).length - 1;
  await expect.poll(count, { timeout: 15_000 }).toBe(1);

  const stage = widget.element().querySelector(".kling-generator-stage")?.textContent ?? "";
  expect(stage.includes(message)).toBe(field === undefined);
  // What became of it is on the stage in any case.
  expect(stage).toContain(en.chargedNo);
  warn.mockRestore();
});

/** Which field it is about; some may be about any field, or none. */
function toFields(code: KlingVideoErrorCode): (InputField | undefined)[] {
  if (code.startsWith("prompt")) return ["prompt"];
  if (code.startsWith("negative-prompt")) return ["negative_prompt"];
  if (code.startsWith("frame")) return ["image_url", "tail_image_url"];
  if (code === "input-invalid") return ["duration", "cfg_scale"];
  const isOfModel = ["content-policy", "no-media", "input-refused"].includes(code);
  return isOfModel ? ["prompt", "image_url", undefined] : [undefined];
}

/** Notes a generation that failed, as a page before this one would have left it. */
function keep(scope: string, error: KlingVideoErrorInit): void {
  const record: GenerationRecord = {
    v: RECORD_VERSION,
    attemptId: scope,
    slot: scope,
    input: { prompt: "A wave", image_url: "https://pictures.example/sea.jpg" },
    priceUsd: 0.35,
    submittedAt: Date.now() - 1000,
    progress: { phase: "failed", error, completedAt: Date.now() },
  };
  const key = `kling-video:${RECORD_VERSION}:${proxyUrl()}:${scope}:${scope}`;
  localStorage.setItem(key, JSON.stringify(record));
}

function isKnownCode(code: string): code is KlingVideoErrorCode {
  return code in en.errors;
}
