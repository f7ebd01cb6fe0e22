export { createKlingProxy, type KlingProxyHandler } from "./createKlingProxy.js";
export { createKlingWebhook, type KlingWebhookHandler } from "./createKlingWebhook.js";
export { createMemoryStore } from "./createMemoryStore.js";
export { createPostgresStore } from "./createPostgresStore.js";
export { createRedisStore } from "./createRedisStore.js";
export type { UpstreamFetch } from "./callFal.js";
export type { KlingAuthorize, KlingUser } from "./KlingAuthorize.js";
export type { KlingBudget, KlingRates, KlingUserLimits } from "./KlingLimits.js";
export type { KlingProxyEvent } from "./KlingProxyEvent.js";
export type { KlingPolicy, KlingProxyOptions } from "./KlingProxyOptions.js";
export type { KlingStore } from "./KlingStore.js";
export type { KlingWebhookEvent, KlingWebhookReason } from "./KlingWebhookEvent.js";
export type {
  KlingWebhookFailure,
  KlingWebhookOptions,
  KlingWebhookVideo,
} from "./KlingWebhookOptions.js";
export type { NodeRequest, NodeResponse } from "./nodeTypes.js";
export type { PostgresPool } from "./PostgresPool.js";
export type { ProxyReason, ProxyOutcome } from "./ProxyRefusal.js";
export type { IoredisClient, NodeRedisClient } from "./redisClients.js";
export { type NodeHandler, toNodeHandler } from "./toNodeHandler.js";
