import { ENDPOINT_ID } from "./endpoint.js";
import type { ErrorValues } from "./errorCatalogue.js";

/** What is said about one finding, to the developer of a host. */
export interface ProxyFindingEntry {
  severity: "error" | "warning";
  /** What was seen, and why it matters. */
  message: (values: ErrorValues) => string;
  /** What to do. Code stands between backticks. */
  fix: (values: ErrorValues) => string;
}

const INITIATE = "rest.fal.ai/storage/upload/initiate\\\\?storage_type=fal-cdn-v3";
const OUR_ROUTE = '`app.all("/api/fal/proxy", toNodeHandler(createKlingProxy({ … })))`';
const OURS_ONLY = `Only this library's proxy does: ${OUR_ROUTE}.`;
const NEXT_METHODS = "`export { handler as GET, handler as POST, handler as PUT }`";

const answers = ({ status }: ErrorValues): string =>
  status === undefined ? "does not answer it" : `answers ${status}`;
const because = ({ detail }: ErrorValues): string => (detail ? ` It says: “${detail}”` : "");
const origin = ({ pageOrigin }: ErrorValues): string =>
  String(pageOrigin ?? "https://app.example.com");

/**
 * The closed list of what `diagnoseProxy` can find, the worst first. Loaded with the diagnosis only:
 * no visitor needs these words.
 */
export const proxyFindings = {
  // Nothing comes through.
  unreachable: {
    severity: "error",
    message: (v) =>
      `Nothing answers at ${v.proxyUrl ?? "this address"}${v.status ? `: a gateway says ${v.status}` : ""}. No video can be made.`,
    fix: () =>
      "Start the server that has the route, and compare its address and port with `proxyUrl`. A page on https cannot ask a proxy on plain http.",
  },
  "csp-blocked": {
    severity: "error",
    message: (v) =>
      `The Content-Security-Policy of this page keeps it from ${v.host ?? "the proxy"}, so ${v.isUpload ? "no picture can be uploaded" : "nothing is sent"}.`,
    fix: (v) => `Add it to the policy: \`${v.directive ?? "connect-src"} ${v.host ?? "'self'"}\`.`,
  },
  "cors-missing": {
    severity: "error",
    message: (v) =>
      `The server is there, but it does not let a page of ${origin(v)} ${v.isPreflight ? "send the header x-fal-target-url" : "read its answers"} (CORS).`,
    fix: (v) =>
      `createKlingProxy: \`allowedOrigins: ["${origin(v)}"]\`. Another proxy, on Express: \`app.use(cors({ origin: "${origin(v)}", credentials: true, exposedHeaders: ["retry-after", "x-fal-request-id", "x-fal-billable-units"] }))\` before the route. Or serve the route from the page's own origin.`,
  },
  "origin-refused": {
    severity: "error",
    message: (v) => `The proxy takes the page ${origin(v)} for a stranger's and refuses it.`,
    fix: (v) =>
      `\`createKlingProxy({ …, allowedOrigins: ["${origin(v)}"] })\`. Behind a dev server that passes requests on, keep the host's name instead (Vite: \`changeOrigin: false\`).`,
  },
  "headers-failed": {
    severity: "error",
    message: () => "Your `headers` function throws or never ends, so nothing can be sent.",
    fix: () => "Call it by itself: `await headers()`.",
  },
  redirect: {
    severity: "error",
    message: (v) =>
      `The address redirects${v.to ? ` to ${v.to}` : ""}. A paid request never follows a redirect, so no video can be made.`,
    fix: (v) =>
      v.isSameRoute
        ? `\`proxyUrl="${v.to}"\`.`
        : "If that is your sign-in page: sign in and look again, and answer 401 to requests of the route. If the route has moved: give its new address as `proxyUrl`.",
  },
  "signed-out": {
    severity: "error",
    message: (v) =>
      `The proxy wants a visitor who is signed in, and does not know this one (${answers(v)}).`,
    fix: () =>
      'Sign in and look again. If you are: send what proves it, `headers={() => ({ … })}`, or `credentials="include"` for a proxy on another origin. @fal-ai/server-proxy with `allowUnauthorizedRequests: false` also needs `isAuthenticated`.',
  },
  "no-route": {
    severity: "error",
    message: (v) =>
      `There is no proxy at this address (${v.isPage ? `an HTML page, status ${v.status}` : answers(v)}). No video can be made.`,
    fix: () =>
      `Mount the route: Express ${OUR_ROUTE}; Next \`app/api/fal/proxy/route.ts\` with ${NEXT_METHODS}. Where the page has a dev server of its own, let it pass the path on: \`server: { proxy: { "/api": "http://localhost:3000" } }\` (Vite).`,
  },
  "no-get": {
    severity: "error",
    message: (v) =>
      `The route takes no GET (${answers(v)}), so a paid video could not be followed or fetched.`,
    fix: () => `Express: \`app.all(…)\`. Next: ${NEXT_METHODS}.`,
  },
  "proxy-error": {
    severity: "error",
    message: (v) => `The proxy itself fails (${answers(v)}).${because(v)}`,
    fix: () =>
      "Read the server's log. `createKlingProxy` throws at once where `falKey` or `authorize` is missing: is `FAL_KEY` set where the server runs?",
  },
  "fal-unreachable": {
    severity: "error",
    message: (v) => `The proxy cannot reach fal (${answers(v)}).${because(v)}`,
    fix: () => "Let the server make https requests to `queue.fal.run` and `rest.fal.ai`.",
  },
  "not-forwarded": {
    severity: "error",
    message: (v) =>
      `Asked to pass a question on to fal, it answers ${v.status ?? "something"} by itself. No video can be made.`,
    fix: () =>
      "The route must get the header `x-fal-target-url`: let `createKlingProxy` or `@fal-ai/server-proxy` answer it, and no gateway before it drop the header.",
  },
  "endpoint-not-allowed": {
    severity: "error",
    message: (v) =>
      v.isSubmit
        ? "The proxy refused the submit, and lets everything else pass."
        : `The proxy does not let this model's requests pass (${answers(v)}).`,
    fix: () =>
      `@fal-ai/server-proxy: \`allowedEndpoints: ["${ENDPOINT_ID}"]\`, and \`"queue.fal.run/fal-ai/kling-video/**"\` in \`allowedUrlPatterns\` where you have set those.`,
  },
  "key-invalid": {
    severity: "error",
    message: () => "fal does not accept the server's key, or there is none. No video can be made.",
    fix: (v) =>
      v.sendsAuthorization
        ? '@fal-ai/server-proxy sends the page\'s own `authorization` header to fal in place of the key: send yours under another name, or `resolveFalAuth: async () => "Key " + process.env.FAL_KEY`. Else set `FAL_KEY` where the server runs.'
        : "Set `FAL_KEY=<key id>:<key secret>` (fal.ai/dashboard/keys) where the server runs, and start it again.",
  },
  balance: {
    severity: "error",
    message: () => "fal has locked the account of the server's key, or it has no credit left.",
    fix: () => "Top it up: fal.ai/dashboard/billing.",
  },
  "no-post": {
    severity: "error",
    message: (v) => `The route takes no POST (${answers(v)}). No video can be made.`,
    fix: () => `Express: \`app.all(…)\`. Next: ${NEXT_METHODS}.`,
  },
  "body-lost": {
    severity: "error",
    message: () => "The proxy passes a POST on without its body. No video can be made.",
    fix: () => "@fal-ai/server-proxy on Express: `app.use(express.json())` before the route.",
  },
  "uploads-refused": {
    severity: "error",
    message: (v) =>
      `The proxy lets no upload begin (${answers(v)}), so a picture from a file cannot be used.`,
    fix: () =>
      `@fal-ai/server-proxy: \`"${INITIATE}"\` in \`allowedUrlPatterns\`. Another proxy: pass POST to rest.fal.ai/storage/upload/initiate on.`,
  },
  "no-put": {
    severity: "error",
    message: (v) =>
      `The route takes no PUT (${v.isPreflight ? "its CORS does not allow it" : answers(v)}), so Cancel does not work.`,
    fix: (v) =>
      v.isPreflight
        ? 'Allow the method in its CORS: `methods: ["GET", "POST", "PUT"]`.'
        : `Express: \`app.all(…)\`. Next: ${NEXT_METHODS}.`,
  },

  // It works, with a risk or a loss.
  "statuses-lost": {
    severity: "warning",
    message: () =>
      "fal's 404 arrives as 200. The widget reads the bodies instead; a refusal that it does not know is then “perhaps charged”, and your monitoring sees success.",
    fix: () =>
      `@fal-ai/server-proxy on Express loses every status. The same route with this library's: ${OUR_ROUTE}.`,
  },
  "no-stream": {
    severity: "warning",
    message: (v) =>
      `The proxy lets no status stream pass (${answers(v)}). The widget asks every few seconds instead.`,
    fix: () => "Pass GET …/status/stream on as it is, with `content-type: text/event-stream`.",
  },
  "stream-buffered": {
    severity: "warning",
    message: () =>
      "The status stream is held back on its way. The widget asks every few seconds instead.",
    fix: () =>
      "Do not collect or compress the answer. nginx: `proxy_buffering off;`. Express: leave the route out of `compression()`.",
  },
  "headers-hidden": {
    severity: "warning",
    message: () =>
      "The page cannot see fal's headers, so waits that fal asks for and the real charge stay unknown.",
    fix: () =>
      "`access-control-expose-headers: retry-after, x-fal-request-id, x-fal-billable-units, x-fal-error-type, x-fal-needs-retry, x-fal-request-timeout-type`.",
  },
  "open-to-all": {
    severity: "warning",
    message: () =>
      "A request without cookies and headers was served: who knows this address can spend your credit.",
    fix: () =>
      "createKlingProxy: `authorize: async (request) => …` with your own session. Another proxy: your sign-in check before the route. Do it before anybody else can reach the route.",
  },
  "attempts-unknown": {
    severity: "warning",
    message: (v) =>
      v.isOtherOrigin
        ? "This proxy on another origin does not take the names of attempts. A POST that the browser repeats by itself is paid for twice, and “Check again” is not offered when an answer is lost."
        : "The proxy keeps no note of attempts. A POST that the browser repeats by itself is paid for twice, and “Check again” is not offered when an answer is lost.",
    fix: (v) =>
      v.isOtherOrigin
        ? `${OURS_ONLY} Where something before it answers preflights, let it allow x-kling-attempt-id, and expose that and x-kling-keeps-attempts.`
        : OURS_ONLY,
  },
  "local-storage-blocked": {
    severity: "warning",
    message: () =>
      "This page may not use localStorage, so a reload forgets a video that is being made.",
    fix: () =>
      'Pass `storage` (for example one on your server). In a sandboxed frame: `sandbox="allow-scripts allow-same-origin"`.',
  },
} as const satisfies Record<string, ProxyFindingEntry>;

/** A word for what `diagnoseProxy` found. The list is closed. */
export type ProxyFindingCode = keyof typeof proxyFindings;
