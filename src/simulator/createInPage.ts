import type { FalSimulator } from "./FalSimulator.js";

/** The two ways to fal that a page without a server has: its route, and the storage's PUT. */
export function createInPage(
  answer: (request: Request) => Promise<Response>,
): Pick<FalSimulator, "proxyFetch" | "put"> {
  return {
    async proxyFetch(input, init) {
      const request = new Request(input, init);
      const target = request.headers.get("x-fal-target-url");
      // A sign of life.
      if (target === null) return new Response(null, { status: 204 });
      const { method, signal } = request;
      const hasBody = method !== "GET" && method !== "HEAD";
      const body = hasBody ? await request.arrayBuffer() : null;
      const contentType = request.headers.get("content-type") ?? "application/json";
      return answer(
        new Request(target, { method, signal, body, headers: { "content-type": contentType } }),
      );
    },
    async put(url, file, { signal, onProgress } = {}) {
      const headers = { "content-type": file.type || "application/octet-stream" };
      const request = new Request(url, {
        method: "PUT",
        body: file,
        headers,
        ...(signal ? { signal } : {}),
      });
      const response = await answer(request);
      onProgress?.(1);
      return response;
    },
  };
}
