import { expect, it } from "vitest";
import type { RunningHost } from "./support/setUpHost.js";
import { createVisitor } from "./support/visitor.js";

/** Comes last: the process after all of that. */
export function testLife(running: () => RunningHost): void {
  it("#11, #36, #44: it is alive, has complained of nothing and told no secret", async () => {
    const { ask, server, answers, host } = running();
    const { cookie } = createVisitor();
    expect((await ask({ headers: { cookie } })).status).toBe(204);
    expect(server.isAlive()).toBe(true);
    const { out, error } = server.printed;
    expect(host.complains ? error.replaceAll(host.complains, "") : error).toBe("");
    expect(out).not.toMatch(/unhandled|warn|error|canary/i);
    // Request ids are fal's own answer, and the visitor's to know.
    expect(answers.join("\n").replaceAll("-id-canary", "")).not.toContain("canary");
  });
}
