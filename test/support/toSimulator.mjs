// Stands in for the internet: what is meant for fal goes to the simulator, over HTTP.
const HOSTS = ["queue.fal.run", "rest.fal.ai"];
const simulatorOrigin = process.env.SIMULATOR_ORIGIN;
const realFetch = globalThis.fetch;

globalThis.fetch = function fetch(input, init) {
  const { host, hostname, pathname, search } = new URL(
    input instanceof Request ? input.url : input,
  );
  // Next asks itself.
  if (hostname === "127.0.0.1") return realFetch(input, init);
  if (!HOSTS.includes(host)) return Promise.reject(new TypeError("fetch failed"));
  const url = `${simulatorOrigin}/https/${host}${pathname}${search}`;
  return realFetch(input instanceof Request ? new Request(url, input) : url, init);
};
