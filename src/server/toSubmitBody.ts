import { ProxyRefusal } from "./ProxyRefusal.js";

const FRAME_FIELDS = ["image_url", "tail_image_url"];

/**
 * The input as it goes on to fal, which judges it. Refused here is only what no input of the model
 * can be: nested values, and frames that are no web address, such as a picture in a `data:` URL.
 *
 * @throws ProxyRefusal 422
 */
export function toSubmitBody(body: Record<string, unknown>): Record<string, unknown> {
  for (const [field, value] of Object.entries(body)) {
    if (typeof value === "object" && value !== null) {
      throw refuse("Every field of the input is a text or a number.");
    }
    if (FRAME_FIELDS.includes(field) && typeof value === "string" && !isWebAddress(value)) {
      throw refuse("A frame must be a web address. Upload the picture and send its URL.");
    }
  }
  return body;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function refuse(detail: string): ProxyRefusal {
  return new ProxyRefusal({ status: 422, reason: "invalid_body", detail });
}
