import { createTestProxy } from "../../../../../createTestProxy.mjs";

export const runtime = "edge";

/** Edge routes have a fetch of their own, so what stands in for the internet stands here. */
function fetchFromSimulator(request: Request): Promise<Response> {
  const { host, pathname, search } = new URL(request.url);
  const url = `${process.env.SIMULATOR_ORIGIN}/https/${host}${pathname}${search}`;
  return fetch(new Request(url, request));
}

const handler = createTestProxy(process.env.FAL_KEY, { fetch: fetchFromSimulator });

export { handler as GET, handler as POST, handler as PUT, handler as OPTIONS };
