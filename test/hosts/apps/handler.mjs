import { createTestProxy } from "./createTestProxy.mjs";

export const handler = createTestProxy(process.env.FAL_KEY);
