import { expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import "../../src/styles/styles.css";
import { button, drawMap, openCropper } from "./support/cropping.js";

/** A file of its own: a module that could not be loaded is not asked for again by the page. */
test("where the part to drag cannot be loaded, it says so, and the buttons do the same", async () => {
  const session = cdp();
  await session.send("Network.enable");
  await session.send("Network.setBlockedURLs", { urls: ["*CropArea*"] });
  try {
    const { onCrop } = await openCropper({ file: await drawMap(1000, 400), ratio: 1 });
    await expect.element(page.getByRole("alert")).toHaveTextContent(/could not be loaded/);
    await button("Move right").click();
    await userEvent.keyboard("{Enter}");
    await button("Use this part").click();
    await vi.waitFor(() => expect(onCrop).toHaveBeenCalledOnce());
    expect(onCrop.mock.lastCall?.[1]).toMatchObject({ to: { width: 400, height: 400 } });
  } finally {
    await session.send("Network.setBlockedURLs", { urls: [] });
  }
});
