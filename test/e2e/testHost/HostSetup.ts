/** How the test host is set up: the page's `?setup=`, as JSON. */
export interface HostSetup {
  /** One widget for each. @default ["default"] */
  slots?: readonly string[];
  /** The form is filled in already, with this prompt. @default it is empty */
  prompt?: string;
  /** The host's own TanStack Query client. @default "none" */
  client?: HostClient;
}

/**
 * What the host does with TanStack Query: nothing, keep queries and mutations and resume them after
 * a reload, or set defaults that would break a careless library.
 */
export type HostClient = "none" | "persisted" | { hostile: readonly HostileDefault[] };

/** A default that would break a careless library. */
export type HostileDefault = (typeof HOSTILE_DEFAULTS)[number];

export const HOSTILE_DEFAULTS = [
  "retry",
  "networkMode",
  "gcTime",
  "staleTime",
  "throwOnError",
  "enabled",
] as const;
