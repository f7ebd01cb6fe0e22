/**
 * The header with which a page names its attempt: one consent, whatever the network does. A proxy
 * that keeps note of attempts sends each once, and repeats the header where it is asked about one.
 */
export const ATTEMPT_HEADER = "x-kling-attempt-id";
