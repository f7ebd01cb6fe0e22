/**
 * What tells the same bytes again, whatever file holds them: their SHA-256, in hexadecimal.
 * `null` where the page cannot compute it: `crypto.subtle` is missing on plain http.
 */
export async function hashFile(file: Blob): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    );
  } catch {
    return null;
  }
}
