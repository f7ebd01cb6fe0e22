import { getSignedCookie, setSignedCookie } from "hono/cookie";
import { parseSigned } from "hono/utils/cookie";

const COOKIE = "visitor";
const LIFETIME_S = 30 * 24 * 60 * 60;
const SECRET = process.env.VISITOR_SECRET ?? "";

if (SECRET.length < 32) {
  throw new Error("VISITOR_SECRET is missing. Set 32 random characters or more.");
}

/** Middleware: gives a browser an id that nobody can guess or choose, unless it has one. */
export async function nameVisitor(context, next) {
  if (!(await getSignedCookie(context, SECRET, COOKIE))) {
    await setSignedCookie(context, COOKIE, crypto.randomUUID(), SECRET, {
      httpOnly: true,
      maxAge: LIFETIME_S,
      sameSite: "Lax",
      secure: process.env.NODE_ENV !== "development",
    });
  }
  await next();
}

/** The id that a browser was given, or `null`. */
export async function readVisitor(request) {
  const header = request.headers.get("cookie") ?? "";
  const { [COOKIE]: visitorId } = await parseSigned(header, SECRET, COOKIE);
  return visitorId || null;
}
