import { useEffect } from "react";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import { useKlingVideo } from "../../src/index.js";
import { command, proxyUrl, report } from "../support/browserFal.js";

const INPUT = { prompt: "A boat", image_url: "https://pictures.example/boat.jpg" };

beforeEach(async () => {
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

test("D07: a submit in an effect that runs at every render is paid for once, and the console says so", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  await command({ script: { queueMs: 300, runMs: 300 } });
  function Careless() {
    const { generation, submit } = useKlingVideo({ proxyUrl: proxyUrl(), slot: "careless" });
    useEffect(() => void submit(INPUT));
    return <p>{generation.status}</p>;
  }
  const screen = await render(<Careless />);
  await vi.waitFor(() => expect(screen.container.textContent).toBe("completed"), 15_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await report()).posts).toHaveLength(1);
  expect(warn.mock.calls.flat().join()).toContain("submit() was called twice");
});
