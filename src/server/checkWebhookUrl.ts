import { findUrlProblem } from "../model/findUrlProblem.js";

/**
 * The address of the host's webhook route, as `createKlingProxy` was given it.
 *
 * @throws Error where fal could not call it
 */
export function checkWebhookUrl(
  webhookUrl: string | undefined,
  isProduction: boolean,
): string | undefined {
  if (webhookUrl === undefined || isCallable(webhookUrl, isProduction)) return webhookUrl;
  throw new Error(
    'createKlingProxy: webhookUrl is no address that fal can call. Nobody would tell you that a video is there. Write the whole public https address of your route with createKlingWebhook, like "https://app.example.com/api/fal/webhook", or leave it out.',
  );
}

function isCallable(webhookUrl: string, isProduction: boolean): boolean {
  if (isProduction) return findUrlProblem(webhookUrl) === null;
  return /^https?:\/\//i.test(webhookUrl) && URL.canParse(webhookUrl);
}
