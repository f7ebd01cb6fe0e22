/**
 * The one model this library speaks to, by fal's endpoint id.
 *
 * Source: https://fal.ai/models/fal-ai/kling-video/v2.5-turbo/pro/image-to-video/api
 */
export const ENDPOINT_ID = "fal-ai/kling-video/v2.5-turbo/pro/image-to-video";

/**
 * Owner and app of the endpoint. Status, result and cancel are addressed with it;
 * fal answers 405 to the full endpoint id there.
 *
 * Source: https://docs.fal.ai/model-apis/model-endpoints/queue
 */
export const APP_ID = "fal-ai/kling-video";

/**
 * Where fal tells what a unit of the endpoint costs, exactly as a proxy is asked for it.
 *
 * Source: https://docs.fal.ai/platform-apis/v1/models/pricing
 */
export const PRICING_URL = `https://api.fal.ai/v1/models/pricing?endpoint_id=${encodeURIComponent(ENDPOINT_ID)}`;
