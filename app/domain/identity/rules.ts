const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a mailed sign-in works, how many codes may be tried, and how long a sign-in counts as fresh. */
export const linkMinutes = 10;
export const codeTries = 5;
const freshMinutes = 10;

/** How a session ends by itself: after so long unused, and after so long in any case (ms). */
type Lifetime = { idle: number; absolute: number };

const shared: Lifetime = { idle: 30 * minute, absolute: 12 * hour };
const ownDevice: Lifetime = { idle: 14 * day, absolute: 30 * day };

/** People of a practice are signed off early on any device; a client may keep their own (guarantees, "Security"). */
export function lifetimeOf({
  memberId,
  isOwnDevice,
}: {
  memberId: string | null;
  isOwnDevice: boolean;
}): Lifetime {
  return memberId === null && isOwnDevice ? ownDevice : shared;
}

type Clocked = {
  memberId: string | null;
  isOwnDevice: boolean;
  lastSeenAt: Date;
  endsAt: Date;
  endedAt: Date | null;
};

/** Whether a session still holds at `now` (ms). */
export function isAlive(session: Clocked, now: number): boolean {
  if (session.endedAt || session.endsAt.getTime() <= now) return false;
  return session.lastSeenAt.getTime() + lifetimeOf(session).idle > now;
}

/** Whether somebody signed in so recently that they may change how they sign in. */
export function isFresh({ signedInAt }: { signedInAt: Date }, now: number): boolean {
  return now - signedInAt.getTime() <= freshMinutes * minute;
}

/** Whether a mailed sign-in still works at `now` (ms): not used, not too old, not tried too often. */
export function isLinkOpen(
  { usedAt, expiresAt, tries }: { usedAt: Date | null; expiresAt: Date; tries: number },
  now: number,
): boolean {
  return usedAt === null && expiresAt.getTime() > now && tries < codeTries;
}

/** How long a new address may be confirmed, and a challenge for a passkey be signed (ms). */
export const addressLasts = hour;
export const challengeLasts = 5 * minute;

/** How many recovery codes somebody is given. */
export const recoveryCodeCount = 10;

/** Why a sign-in may not change how its person signs in, until it is new enough and has shown what there is to show. */
export type Unready = "not_fresh" | "not_proven";

type Changing = { signedInAt: Date; provenAt: Date | null };

/**
 * Whether a sign-in may change the second step at `now` (ms). Without one the mailed link alone begins it; from then on
 * a sign-in that has not shown the one there is may not add another, or the mailbox would be enough for ever.
 */
export function whyNotChange(session: Changing, isSetUp: boolean, now: number): Unready | null {
  if (isSetUp && !session.provenAt) return "not_proven";
  return isFresh(session, now) ? null : "not_fresh";
}

/** Where a wish for another address stands. `dead`: it ran out, gave way to a later one, or the address was taken. */
export type AddressState = "open" | "changed" | "dead";

type Change = {
  oldConfirmedAt: Date | null;
  newConfirmedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date;
};

/** The state of a wish at `now` (ms); it ends when it happens, with both confirmations, and when it is given up. */
export function addressStateOf(change: Change, now: number): AddressState {
  if (change.endedAt) return change.oldConfirmedAt && change.newConfirmedAt ? "changed" : "dead";
  return change.expiresAt.getTime() > now ? "open" : "dead";
}

type Kept = { isOwnDevice: boolean; signedInAt: Date };

/** Whether private words ask for a new sign-in at `now` (ms): on a device that stays signed in, after a day (guarantees, "Security"). */
export function asksAgain({ isOwnDevice, signedInAt }: Kept, now: number): boolean {
  return isOwnDevice && now - signedInAt.getTime() > day;
}
