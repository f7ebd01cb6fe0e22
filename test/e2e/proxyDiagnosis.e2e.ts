import { describe, expect, it } from "vitest";
import { openWidget } from "./support/openWidget.js";
import { setUpSite } from "./support/setUpSite.js";

/** Long enough for a page to have asked, were it to ask. */
const QUIET_MS = 1_500;

describe("a production build, at a proxy that is not there", () => {
  const site = setUpSite("our proxy");

  it("shows the visitor one plain sentence, and neither asks what is wrong nor loads what would", async () => {
    const targets: string[] = [];
    const scripts: string[] = [];
    const widget = await openWidget(site(), {
      beforeLoad: async (page) => {
        page.on("request", (request) => {
          if (request.resourceType() === "script") scripts.push(request.url());
        });
        await page.route("**/api/fal/proxy", (route) => {
          targets.push(route.request().headers()["x-fal-target-url"] ?? "");
          return route.fulfill({ status: 404, contentType: "text/html", body: "<h1>No</h1>" });
        });
      },
    });
    await widget.makeVideo();
    await widget.until("failed");
    await widget.page.waitForTimeout(QUIET_MS);

    expect(await widget.root.innerText()).toContain("Nothing was charged.");
    expect(await widget.page.getByRole("region", { name: "Proxy check" }).count()).toBe(0);
    expect(targets.filter((target) => target.includes("00000000-"))).toEqual([]);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((url) => /diagnos/i.test(url))).toEqual([]);
    expect(site().fal.posts).toEqual([]);
  });
});
