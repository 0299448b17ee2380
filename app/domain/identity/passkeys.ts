import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { and, eq } from "drizzle-orm";
import { passkeys } from "#app/db/schema/identity.ts";
import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { algorithms, partyOf, takeChallenge } from "./passkey-challenge.ts";
import { failed, type Proof, prove } from "./prove.ts";
import { type Unready, whyNotChange } from "./rules.ts";
import { lockSecondFactors, waysOf } from "./second-factor.ts";
import type { SignedIn } from "./session.ts";

/** `not_verified`: the answer was not to our question, not from here, or nobody was checked. `known_already`: it is on file. */
export type RegisterRefusal = Unready | "not_verified" | "known_already" | "signed_out";

/**
 * Register a passkey by the answer its browser signed. A first one also shows the second step, and answers the session's
 * new token; later ones answer null. Refuses: not_fresh, not_proven, not_verified, known_already, signed_out.
 */
export async function addPasskey(
  ctx: Ctx,
  session: SignedIn,
  { name, answer }: { name: string; answer: RegistrationResponseJSON },
): Promise<Result<Proof | null, RegisterRefusal>> {
  const registered = await verifyRegistration(ctx, session, answer);
  if (!registered) return refused("not_verified");
  const { id: credentialId, publicKey, counter, transports = [] } = registered;
  return inTransaction(ctx, async (ctx): Promise<Result<Proof | null, RegisterRefusal>> => {
    const { userId } = session;
    const isSetUp = waysOf(await lockSecondFactors(ctx, userId)) > 0;
    const unready = whyNotChange(session, isSetUp, ctx.now().getTime());
    if (unready) return refused(unready);
    await ctx.db.insert(passkeys).values({
      userId,
      credentialId,
      publicKey: Buffer.from(publicKey),
      counter,
      transports,
      name,
      createdAt: ctx.now(),
    });
    await record(ctx, "second_factor.set_up", { id: userId }, { kind: "passkey" });
    return session.provenAt ? done(null) : prove(ctx, session, "passkey");
  }).catch((error: unknown) => {
    if (brokenConstraint(error) !== "passkeys_are_registered_once") throw error;
    return refused("known_already");
  });
}

/**
 * Show the second step with a passkey. Its counter, where it keeps one, must have risen since the last time, or somebody
 * copied it (WebAuthn 3, 6.1.1). Refuses: not_verified, signed_out.
 */
export async function proveByPasskey(
  ctx: Ctx,
  session: SignedIn,
  answer: AuthenticationResponseJSON,
): Promise<Result<Proof, "not_verified" | "signed_out">> {
  const { userId } = session;
  const [passkey] = await ctx.db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.credentialId, answer.id)));
  const isNone = () => failed(ctx, session, "passkey", "not_verified");
  if (!passkey) return isNone();
  const counter = await verifyAuthentication(ctx, session, passkey, answer);
  if (counter === null) return isNone();
  return inTransaction(ctx, async (ctx) => {
    const counted = await ctx.db
      .update(passkeys)
      .set({ counter, lastUsedAt: ctx.now() })
      .where(and(eq(passkeys.id, passkey.id), eq(passkeys.counter, passkey.counter)))
      .returning({ id: passkeys.id });
    return counted.length > 0
      ? prove(ctx, session, "passkey")
      : failed(ctx, session, "passkey", "not_verified");
  });
}

async function verifyRegistration(house: House, { sessionId }: SignedIn, response: RegistrationResponseJSON) {
  const expectedChallenge = await takeChallenge(house, sessionId, "register");
  if (!expectedChallenge) return null;
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const { rpID, origin } = partyOf(house.appUrl);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(objection);
  return verified?.registrationInfo?.credential ?? null;
}

type Kept = typeof passkeys.$inferSelect;

/** The counter a passkey answered with, or null when the answer does not stand. */
async function verifyAuthentication(
  house: House,
  { sessionId }: SignedIn,
  { credentialId, publicKey, counter }: Kept,
  response: AuthenticationResponseJSON,
): Promise<number | null> {
  const expectedChallenge = await takeChallenge(house, sessionId, "prove");
  if (!expectedChallenge) return null;
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { rpID, origin } = partyOf(house.appUrl);
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
    requireUserVerification: true,
  }).catch(objection);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

/** Whatever the library objects to in an answer it throws, a broken answer like a false one. */
function objection(): null {
  return null;
}
