import { expect, test } from "vitest";
import { createGuardedFetch } from "../../src/fal/guardedFetch.js";
import { unconfirmed } from "../../src/fal/judgeSubmit.js";

test("a second request within one paid call is refused by the guard itself", async () => {
  let requests = 0;
  const guard = createGuardedFetch(
    {
      proxyUrl: "https://host.example/proxy",
      fetch: async () => Response.json({ n: (requests += 1) }),
      onAnswer: () => {},
    },
    { judge: ({ json }) => json, lost: unconfirmed },
  );
  await guard.fetch("https://host.example/proxy", { method: "POST" });
  const second = guard.fetch("https://host.example/proxy", { method: "POST" });
  await expect(second).rejects.toMatchObject({ code: "unconfirmed", charged: "maybe" });
  expect(requests).toBe(1);
  expect(guard.result()).toEqual({ value: { n: 1 } });
});
