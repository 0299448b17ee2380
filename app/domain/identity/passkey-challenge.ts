import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { and, eq, gt } from "drizzle-orm";
import { passkeyChallenges, passkeys } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { challengeLasts, type Unready, whyNotChange } from "./rules.ts";
import { secondFactorsOf, waysOf } from "./second-factor.ts";
import type { SignedIn } from "./session.ts";

/**
 * A passkey must also check who holds it: by a finger, a face or a PIN. The mailed link proves no more than that
 * somebody has the mailbox open, and that is often open on the very laptop the passkey lives in; a touch would prove
 * nothing beyond that. Asked for on registering too, or a key could be added that never opens anything.
 */
export const userVerification = "required";

/** What a passkey may be signed with: Ed25519, ES256, RS256 (IANA COSE). Named, or the library tries what Node can do yet. */
export const algorithms = [-8, -7, -257];

/** Who we are to an authenticator: the host in APP_URL, and the only address that may ask (WebAuthn 3, 5.1.3). */
export function partyOf(appUrl: string): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(appUrl);
  return { rpID: hostname, origin };
}

/** What a browser is asked to sign with a new passkey. `issuer` is what its person sees it is for. Refuses: not_fresh, not_proven. */
export async function askToRegister(
  house: House,
  session: SignedIn,
  issuer: string,
): Promise<Result<PublicKeyCredentialCreationOptionsJSON, Unready>> {
  const { userId, email, name } = session;
  const isSetUp = waysOf(await secondFactorsOf(house, userId)) > 0;
  const unready = whyNotChange(session, isSetUp, house.now().getTime());
  if (unready) return refused(unready);
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const options = await generateRegistrationOptions({
    rpName: issuer,
    rpID: partyOf(house.appUrl).rpID,
    userID: new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex")),
    userName: email,
    userDisplayName: name,
    excludeCredentials: await credentialsOf(house, userId),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: "preferred", userVerification },
  });
  await keepChallenge(house, session.sessionId, "register", options.challenge);
  return done(options);
}

/** What a browser is asked to sign with a passkey its person has. Refuses: no_passkey. */
export async function askToProve(
  house: House,
  session: SignedIn,
): Promise<Result<PublicKeyCredentialRequestOptionsJSON, "no_passkey">> {
  const allowCredentials = await credentialsOf(house, session.userId);
  if (allowCredentials.length === 0) return refused("no_passkey");
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  const { rpID } = partyOf(house.appUrl);
  const options = await generateAuthenticationOptions({ rpID, allowCredentials, userVerification });
  await keepChallenge(house, session.sessionId, "prove", options.challenge);
  return done(options);
}

type Purpose = (typeof passkeyChallenges.$inferSelect)["purpose"];

/** Take the challenge a session was given for a purpose: it answers once, for five minutes. Null when there is none. */
export async function takeChallenge(
  house: House,
  sessionId: string,
  purpose: Purpose,
): Promise<string | null> {
  const [taken] = await house.db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.sessionId, sessionId),
        eq(passkeyChallenges.purpose, purpose),
        gt(passkeyChallenges.expiresAt, house.now()),
      ),
    )
    .returning({ challenge: passkeyChallenges.challenge });
  return taken?.challenge ?? null;
}

async function keepChallenge(
  house: House,
  sessionId: string,
  purpose: Purpose,
  challenge: string,
): Promise<void> {
  const expiresAt = new Date(house.now().getTime() + challengeLasts);
  const kept = { purpose, challenge, expiresAt };
  await house.db
    .insert(passkeyChallenges)
    .values({ sessionId, ...kept })
    .onConflictDoUpdate({ target: passkeyChallenges.sessionId, set: kept });
}

function credentialsOf(house: House, userId: string): Promise<{ id: string; transports: string[] }[]> {
  return house.db
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));
}
