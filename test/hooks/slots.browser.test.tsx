import { StrictMode } from "react";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { render } from "vitest-browser-react";
import {
  createFalTransport,
  useKlingVideo,
  type KlingStorage,
  type UseKlingVideoOptions,
  type UseKlingVideoResult,
} from "../../src/index.js";
import { command, proxyUrl, report } from "../support/browserFal.js";

const INPUT = { prompt: "A boat", image_url: "https://pictures.example/boat.jpg" };

beforeEach(async () => {
  localStorage.clear();
  await command({ reset: true, defaults: {}, proxy: null });
});

/** A page of the host in which parts come and go. */
function createHost() {
  const hooks = new Map<string, UseKlingVideoResult>();
  function Route({ name, ...options }: UseKlingVideoOptions & { name: string }) {
    hooks.set(name, useKlingVideo({ proxyUrl: proxyUrl(), slot: "route", ...options }));
    return null;
  }
  const host = (names: readonly string[]) => (
    <StrictMode>
      {names.map((name) => (
        <Route key={name} name={name} />
      ))}
    </StrictMode>
  );
  const hook = (name: string) => {
    const found = hooks.get(name);
    if (!found) throw new Error(`${name} was never there`);
    return found;
  };
  return { host, hook };
}

test("the next route takes the slot over when the one before has faded out, with what it began", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  await command({ script: { queueMs: 60_000 } });
  const { host, hook } = createHost();
  const screen = await render(host(["old"]));
  await screen.rerender(host(["old", "new"]));
  await hook("new").submit(INPUT);
  await screen.rerender(host(["new"]));
  await screen.rerender(host([]));
  await screen.rerender(host(["later"]));
  await vi.waitFor(() => expect(hook("later").generation.status).toBe("in-queue"), 15_000);
  expect((await report()).posts).toHaveLength(1);
});

test("a second component of a slot shows what the first one began, once that one has left", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  await command({ script: { queueMs: 60_000 } });
  const { host, hook } = createHost();
  const screen = await render(host(["old", "new"]));
  await hook("old").submit(INPUT);
  expect(hook("new").generation.status).toBe("idle");
  await screen.rerender(host(["new"]));
  await vi.waitFor(() => expect(hook("new").generation.status).toBe("in-queue"), 15_000);
});

test("a transport and a storage that are made in every render neither loop nor lose anything", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  await command({ script: { queueMs: 300, runMs: 300 } });
  let renders = 0;
  let hook: UseKlingVideoResult | undefined;
  function Careless() {
    renders += 1;
    hook = useKlingVideo({
      transport: createFalTransport({ proxyUrl: proxyUrl() }),
      storage: createStorage(),
      slot: "careless",
    });
    return <p>{hook.generation.status}</p>;
  }
  const screen = await render(
    <StrictMode>
      <Careless />
    </StrictMode>,
  );
  await hook?.submit(INPUT);
  await vi.waitFor(() => expect(screen.container.textContent).toBe("completed"), 15_000);
  expect(renders).toBeLessThan(60);
  expect((await report()).posts).toHaveLength(1);
  expect(warn.mock.calls.flat().join()).toContain("another `transport` to the same proxy");
});

function createStorage(): KlingStorage {
  return {
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
    removeItem: (key) => localStorage.removeItem(key),
    keys: (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
  };
}
