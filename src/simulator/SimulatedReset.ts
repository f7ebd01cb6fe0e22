/**
 * A connection that was cut: what the simulator rejects with, and what its bodies break with.
 * It looks like the failure of a real `fetch`, a `TypeError` with a system code in its cause; a
 * server that mounts the simulator destroys the socket when it sees one.
 */
export class SimulatedReset extends TypeError {
  override readonly name = "SimulatedReset";

  constructor() {
    super("fetch failed", {
      cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
    });
  }
}
