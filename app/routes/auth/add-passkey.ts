import { z } from "zod";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { addPasskey, type RegisterRefusal } from "#app/domain/identity/passkeys.ts";
import type { Proof } from "#app/domain/identity/prove.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { readForm } from "#app/http.ts";
import { type Result, refused } from "#app/values/result.ts";
import { isOneLine } from "#app/values/words.ts";
import { registration } from "./fields.ts";

const name = z
  .string()
  .trim()
  .max(60)
  .refine(isOneLine)
  .transform((typed) => typed || "Passkey");

const schema = z.object({ name, credential: registration });

/** What can be said about a passkey where it was made; anything else sends somebody to another page. */
export const passkeyWords: Partial<Record<RegisterRefusal, string>> = {
  not_verified: "That passkey couldn’t be checked. Please try again; it asks for a finger, a face or a PIN.",
  known_already: "That passkey is on your list already.",
};

/** Register the passkey a form brings. */
export async function registerPasskey(
  ctx: MemberCtx,
  session: SignedIn,
  request: Request,
): Promise<Result<Proof | null, RegisterRefusal>> {
  const form = await readForm(request, schema);
  if (!form.ok) return refused("not_verified");
  return addPasskey(ctx, session, { name: form.value.name, answer: form.value.credential });
}
