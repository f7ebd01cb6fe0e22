import { expect, it } from "vitest";
import { INPUT, SUBMIT_URL } from "./support/requests.js";
import { runOnTheEdge } from "./support/runOnTheEdge.js";

it("runs where there is nothing of Node: no process, no Buffer, no modules", async () => {
  const { createKlingProxy, createMemoryStore } = await runOnTheEdge();
  const handler = createKlingProxy({
    falKey: "id:secret",
    authorize: () => ({ userId: "ada" }),
    // No name of an environment is production.
    store: createMemoryStore(),
    fetch: async (request) =>
      Response.json({ key: request.headers.get("authorization"), input: await request.json() }),
  });
  const response = await handler(
    new Request("https://app.example/api/fal/proxy", {
      method: "POST",
      headers: { "x-fal-target-url": SUBMIT_URL, "content-type": "application/json" },
      body: JSON.stringify(INPUT),
    }),
  );
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ key: "Key id:secret", input: INPUT });
});
