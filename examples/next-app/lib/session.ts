import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";

const COOKIE = "session";
const LIFETIME_S = 30 * 24 * 60 * 60;

/** A visitor who is signed in. */
export interface User {
  userId: string;
}

/** Who is signed in, or `null`. In place of this file stands your own sign-in. */
export async function readUser(): Promise<User | null> {
  const value = (await cookies()).get(COOKIE)?.value ?? "";
  const [userId = "", expiresAt = "", signature = ""] = value.split(".");
  if (!isEqual(signature, sign(`${userId}.${expiresAt}`))) return null;
  return Number(expiresAt) > Date.now() ? { userId } : null;
}

/** Signs a visitor in, who gets an id that nobody can guess or choose. */
export async function startSession(): Promise<void> {
  const claims = `${randomUUID()}.${Date.now() + LIFETIME_S * 1000}`;
  (await cookies()).set(COOKIE, `${claims}.${sign(claims)}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.NODE_ENV === "production",
    maxAge: LIFETIME_S,
  });
}

/** Whether two texts are the same, in a time that tells nothing about either. */
export function isEqual(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHmac("sha256", "").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function sign(claims: string): string {
  const secret = process.env.SESSION_SECRET ?? "";
  if (secret.length < 32) {
    throw new Error("SESSION_SECRET is missing. Set 32 random characters or more.");
  }
  return createHmac("sha256", secret).update(claims).digest("base64url");
}
