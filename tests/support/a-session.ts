import { Secret, TOTP } from "otpauth";
import type { House } from "#app/domain/ctx.ts";
import { keepSecret } from "#app/domain/identity/authenticator.ts";
import { prove } from "#app/domain/identity/prove.ts";
import { beginSession, findSession, type SignedIn } from "#app/domain/identity/session.ts";
import type { TestPractice } from "./practice.ts";

/** A session as requests see it, with the token its cookie carries. */
export type ASession = { session: SignedIn; token: string };

type Who = { userId: string; practiceId: string; memberId?: string | null };

/** Somebody who has just signed in; a member's second step is still ahead. */
export async function aSession(
  house: House,
  { userId, practiceId, memberId = null }: Who,
): Promise<ASession> {
  const opening = {
    userId,
    standing: { practiceId, memberId },
    isOwnDevice: false,
    device: "Firefox on Linux",
  };
  const { token } = await beginSession(house, opening);
  return { token, session: await theSession(house, token) };
}

/** What a token opens; throws when it opens nothing. */
export async function theSession(house: House, token: string): Promise<SignedIn> {
  const found = await findSession(house, token);
  if (!found) throw new Error("That token opens nothing");
  return found;
}

/** The therapist of a practice, signed in, her second step ahead of her. */
export function halfIn(practice: TestPractice): Promise<ASession> {
  const { ctx, userId, memberId } = practice;
  return aSession(ctx, { userId, memberId, practiceId: ctx.practiceId });
}

/** The same, with the second step behind her. */
export async function wholeIn(practice: TestPractice): Promise<ASession> {
  const { session } = await halfIn(practice);
  const proof = await prove(practice.own, session, "app");
  if (!proof.ok) throw new Error(proof.refusal);
  return { token: proof.value.token, session: await theSession(practice.ctx, proof.value.token) };
}

export const appSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** Let somebody's authenticator app hold a secret. */
export function giveApp(house: House, userId: string): Promise<void> {
  return keepSecret(house, userId, appSecret);
}

/** The code an app shows for a secret, so many steps of thirty seconds from `now`. */
export function codeAt(now: Date, steps = 0, secret = appSecret): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() + steps * 30_000 });
}
