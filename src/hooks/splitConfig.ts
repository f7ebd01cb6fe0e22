import type { KlingVideoConfig } from "./KlingVideoContext.js";

/** The settings among a component's props, and all the other props. */
export function splitConfig<P extends KlingVideoConfig>(props: P) {
  const { proxyUrl, transport, headers, credentials, ...afterWay } = props;
  const { scope, storage, concurrency, labels, price, ...afterRecords } = afterWay;
  const { stripMetadata, frameBackground, decodeHeic, ...rest } = afterRecords;
  const config: KlingVideoConfig = {
    proxyUrl,
    transport,
    headers,
    credentials,
    scope,
    storage,
    concurrency,
    labels,
    price,
    stripMetadata,
    frameBackground,
    decodeHeic,
  };
  return [config, rest] as const;
}
