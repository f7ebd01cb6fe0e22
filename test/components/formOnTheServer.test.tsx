import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import {
  CostBadge,
  FrameUploader,
  GenerationSettings,
  KlingVideoProvider,
  PromptEditor,
} from "../../src/index.js";

const nothing = () => {};

test("the form is written on a server, without a window and without inline styles", () => {
  const html = renderToString(
    <KlingVideoProvider proxyUrl="/api/fal/proxy">
      <FrameUploader label="Start frame" value={null} onValueChange={nothing} />
      <FrameUploader label="End frame" value="https://p.example/a.jpg" onValueChange={nothing} />
      <PromptEditor value="A wave" onValueChange={nothing} />
      <GenerationSettings value={{}} onValueChange={nothing} />
      <CostBadge duration="10" />
    </KlingVideoProvider>,
  );
  expect(html).toContain("Start frame");
  expect(html).toContain('src="https://p.example/a.jpg"');
  expect(html).toContain("$0.70");
  expect(html, "a strict CSP refuses style attributes").not.toContain("style=");
});
