/** Longest wait for a store's answer, in milliseconds. Clients of Redis would wait for good. */
export const STORE_WAIT_MAX_MS = 3_000;

/** What a store answers, or a rejection when it took too long. The late answer is dropped. */
export async function withinStoreTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The store did not answer within ${STORE_WAIT_MAX_MS / 1000} s.`));
    }, STORE_WAIT_MAX_MS);
  });
  try {
    return await Promise.race([answer, end]);
  } finally {
    clearTimeout(timer);
  }
}
