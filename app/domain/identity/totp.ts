import { Secret, TOTP } from "otpauth";

/** What every authenticator app understands: SHA-1, six digits, thirty seconds (RFC 6238, 4 and 5.2). */
const manner = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** A new secret to share with an authenticator app: 160 bits (RFC 4226, 4), in base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The time step whose code this is, counted from 1970; one step either side of `now` (ms) is allowed, because clocks
 * differ and people type slowly. Null when it is the code of none of them.
 */
export function stepOf(secret: string, code: string, now: number): number | null {
  const token = code.replaceAll(/\s/g, "");
  const asked = { ...manner, token, secret: Secret.fromBase32(secret), timestamp: now, window: 1 };
  const delta = TOTP.validate(asked);
  return delta === null ? null : TOTP.counter({ period: manner.period, timestamp: now }) + delta;
}

/** The address an authenticator app reads from a QR code (Key URI Format of Google Authenticator). */
export function keyUri({
  secret,
  issuer,
  account,
}: {
  secret: string;
  issuer: string;
  account: string;
}): string {
  return new TOTP({ ...manner, issuer, label: account, secret: Secret.fromBase32(secret) }).toString();
}
