"use server";

import { redirect } from "next/navigation";
import { isEqual, startSession } from "../lib/session";

/** The form's action: who knows the invitation code gets in. */
export async function signIn(form: FormData): Promise<void> {
  const code = process.env.INVITATION_CODE ?? "";
  const given = form.get("code");
  const isInvited = code !== "" && typeof given === "string" && isEqual(given, code);
  if (isInvited) await startSession();
  redirect(isInvited ? "/" : "/?refused");
}
