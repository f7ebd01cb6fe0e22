/**
 * The header with which a page names its attempt: one consent, whatever the network does. A proxy
 * that keeps note of attempts sends each once, and repeats the header where it is asked about one.
 */
export const ATTEMPT_HEADER = "x-kling-attempt-id";

/**
 * In the answer to a sign of life: this proxy keeps note of attempts. A page of another origin sends
 * the header above only then, since any other proxy would have to allow it first.
 */
export const KEEPS_ATTEMPTS_HEADER = "x-kling-keeps-attempts";
