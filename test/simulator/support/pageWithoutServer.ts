import { createFalTransport } from "../../../src/fal/createFalTransport.js";
import { createFalSimulator } from "../../../src/simulator/index.js";

// Runs in a page that has no server behind it: what a host's Storybook would do.
const fal = createFalSimulator({
  mediaOrigin: `${location.origin}/fal`,
  queueMs: 1500,
  runMs: 500,
  toVideoUrl: (video) => URL.createObjectURL(video),
});
const transport = createFalTransport({
  proxyUrl: "/api/fal/proxy",
  fetch: fal.proxyFetch,
  put: fal.put,
});

async function makeVideo(): Promise<{ statuses: string[]; url: string; charges: number }> {
  const picture = await drawPicture();
  await transport.prepare();
  const image_url = await transport.upload(picture);
  const requestId = await transport.submit(
    { prompt: "A slow wave", image_url, duration: "5" },
    { attemptId: "first" },
  );
  const statuses = new Set<string>();
  await transport.watch(requestId, { onStatus: ({ status }) => statuses.add(status) });
  const outcome = await transport.result(requestId);
  const url = outcome.type === "video" ? outcome.video.url : outcome.type;
  return { statuses: [...statuses], url, charges: fal.ledger.length };
}

function drawPicture(): Promise<File> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 400];
  canvas.getContext("2d")?.fillRect(0, 0, 320, 400);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(new File([blob ?? ""], "frame.png", { type: "image/png" })));
  });
}

Object.assign(window, { makeVideo });
