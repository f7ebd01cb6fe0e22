import { REQUEST_ID } from "../../support/requests.js";

export const VIDEO = {
  url: "https://v3.fal.media/files/lion/fox-canary.mp4",
  content_type: "video/mp4",
  file_name: "fox.mp4",
  file_size: 1_234_567,
};

/** What fal delivers, with the spaces that its server writes. */
export function toBody(fields: object = {}): string {
  const body = {
    request_id: REQUEST_ID,
    gateway_request_id: REQUEST_ID,
    status: "OK",
    payload: { video: VIDEO },
    error: null,
    ...fields,
  };
  return JSON.stringify(body, null, 1).replaceAll("\n", "");
}
