export { createKlingProxy, type KlingProxyHandler } from "./createKlingProxy.js";
export type { UpstreamFetch } from "./callFal.js";
export type { KlingAuthorize, KlingUser } from "./KlingAuthorize.js";
export type { KlingProxyOptions } from "./KlingProxyOptions.js";
export type { NodeRequest, NodeResponse } from "./nodeTypes.js";
export type { ProxyReason, ProxyOutcome } from "./ProxyRefusal.js";
export { type NodeHandler, toNodeHandler } from "./toNodeHandler.js";
