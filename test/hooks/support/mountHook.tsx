import { StrictMode } from "react";
import { expect, vi } from "vitest";
import { render } from "vitest-browser-react";
import {
  useKlingVideo,
  type Generation,
  type UseKlingVideoOptions,
  type UseKlingVideoResult,
} from "../../../src/index.js";
import { freshWay } from "./freshFal.js";
import { PATIENCE_MS } from "./patience.js";

/** A hook in a page, and what it has shown. */
export interface MountedHook {
  /** What it gives now. */
  readonly video: UseKlingVideoResult;
  readonly generation: Generation;
  /** Every status it has shown, in order. */
  readonly statuses: readonly string[];
  /** Every state of the connection it has shown, in order. */
  readonly connections: readonly string[];
  until: (status: Generation["status"]) => Promise<void>;
  unmount: () => Promise<void>;
}

/** Mounts the hook as a host does, in StrictMode; without a `proxyUrl` over a way of its own. */
export async function mountHook(options: UseKlingVideoOptions = {}): Promise<MountedHook> {
  const { proxyUrl = freshWay() } = options;
  const statuses: string[] = [];
  const connections: string[] = [];
  let video: UseKlingVideoResult | undefined;

  function Probe() {
    video = useKlingVideo({ ...options, proxyUrl });
    const { generation } = video;
    note(statuses, generation.status);
    if (generation.status !== "idle") note(connections, generation.connection);
    return <output>{generation.status}</output>;
  }

  const page = await render(
    <StrictMode>
      <Probe />
    </StrictMode>,
  );
  const current = () => {
    if (!video) throw new Error("The hook was not rendered.");
    return video;
  };
  return {
    statuses,
    connections,
    get video() {
      return current();
    },
    get generation() {
      return current().generation;
    },
    until: (status) =>
      vi.waitFor(() => expect(current().generation.status, statuses.join(" → ")).toBe(status), {
        timeout: PATIENCE_MS,
      }),
    unmount: () => page.unmount(),
  };
}

function note(seen: string[], word: string): void {
  if (seen.at(-1) !== word) seen.push(word);
}
