import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { FrameCropper } from "../../src/index.js";

test("the crop view renders on a server, closed until the page is there", () => {
  const html = renderToString(
    <FrameCropper
      label="Crop the start frame"
      file={new Blob()}
      onCrop={() => {}}
      onCancel={() => {}}
    />,
  );
  expect(html).toContain("Crop the start frame");
  expect(html).not.toMatch(/<dialog[^>]* open/);
});
