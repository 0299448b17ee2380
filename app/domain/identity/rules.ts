const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a mailed sign-in works, how many codes may be tried, and how long a sign-in counts as fresh. */
export const linkMinutes = 10;
export const codeTries = 5;
export const freshMinutes = 10;

/** How a session ends by itself: after so long unused, and after so long in any case (ms). */
export type Lifetime = { idle: number; absolute: number };

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
