import { vi } from "vitest";

/** Longer than anything takes here, also where the machine is busy. */
export const PATIENCE_MS = 25_000;

vi.setConfig({ testTimeout: 3 * PATIENCE_MS });
