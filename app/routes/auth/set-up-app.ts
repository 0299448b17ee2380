import { z } from "zod";
import type { MemberCtx } from "#app/domain/ctx.ts";
import {
  type AppOffer,
  offerApp,
  openOffer,
  type SetUpRefusal,
  setUpApp,
} from "#app/domain/identity/authenticator.ts";
import type { Proof } from "#app/domain/identity/prove.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { keyUri } from "#app/domain/identity/totp.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { readForm } from "#app/http.ts";
import type { Qr } from "#app/ui/qr-code.tsx";
import { code } from "./fields.ts";
import { qrOf } from "./qr.ts";

/** An offered secret as a page shows it. */
export type ShownOffer = { offer: string; secret: string; qr: Qr };

/** Offer an authenticator app a secret. */
export function freshOffer(ctx: MemberCtx, session: SignedIn): Promise<ShownOffer> {
  return shown(ctx, session, offerApp(ctx, session.userId));
}

async function shown(ctx: MemberCtx, { email }: SignedIn, { secret, offer }: AppOffer): Promise<ShownOffer> {
  const { name: issuer } = await ownPractice(ctx);
  const qr = await qrOf(keyUri({ secret, issuer, account: email }));
  return { offer, qr, secret: secret.replaceAll(/.{4}(?!$)/g, "$& ") };
}

const schema = z.object({ offer: z.string().max(1_000), code });

/** What becomes of a first code: the proof, or why not, with the same secret again for the next try. */
type Tried =
  | { ok: true; proof: Proof | null }
  | { ok: false; refusal: SetUpRefusal; offer: ShownOffer | null };

/** Take an offered secret into use by the code a form brings. */
export async function confirmOffer(ctx: MemberCtx, session: SignedIn, request: Request): Promise<Tried> {
  const form = await readForm(request, schema);
  const offer = form.ok ? form.value.offer : (form.typed.offer ?? "");
  const tried = form.ok
    ? await setUpApp(ctx, session, form.value)
    : { ok: false as const, refusal: "wrong_code" as const };
  if (tried.ok) return { ok: true, proof: tried.value };
  const secret = openOffer(ctx, session.userId, offer);
  return { ...tried, offer: secret === null ? null : await shown(ctx, session, { secret, offer }) };
}

export const codeDoesntFit =
  "That code doesn’t fit. It changes every thirty seconds, so please type the one the app shows now.";

/** What a code for a new secret can be told; anything else sends somebody to another page. */
export const offerWords: Partial<Record<SetUpRefusal, string>> = {
  wrong_code: codeDoesntFit,
  altered_offer: "This page had got too old. Here is a new code for your app to read.",
};
