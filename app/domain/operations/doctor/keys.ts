import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { appointments, bookings, manageLinks } from "#app/db/schema/bookings.ts";
import { clientKeys } from "#app/db/schema/clients.ts";
import { rotations } from "#app/db/schema/operations.ts";
import { linkToken } from "#app/domain/bookings/link.ts";
import { linkDays } from "#app/domain/bookings/rules.ts";
import type { House } from "#app/domain/ctx.ts";
import { hashOf } from "#app/values/token.ts";
import { rotationState } from "../rotate-keys.ts";
import { missingSecrets } from "../secret-links.ts";
import { broken, ok, type Verdict, warn } from "./verdict.ts";

const day = 86_400_000;

/** Every ring key that wraps a client's data key is in ENCRYPTION_KEYS and opens what it wrapped. One each is tried. */
export async function clientsKeys(house: House): Promise<Verdict> {
  const wrapped = await house.db
    .selectDistinctOn([clientKeys.ring], { ring: clientKeys.ring, wrapped: clientKeys.wrapped })
    .from(clientKeys)
    .orderBy(asc(clientKeys.ring));
  const shut = wrapped.filter(
    (key) => !works(() => house.vault.seal(key, { row: "doctor", column: "canary" }, "")),
  );
  return said("ENCRYPTION_KEYS", wrapped, shut);
}

const oldAfterDays = 400;

/** No data key anywhere hangs on a ring key that is missing, and the current one is not older than it should be. */
export async function ringKeys(house: House): Promise<Verdict> {
  const { current, left, missing, idle } = await rotationState(house);
  if (missing.length > 0) {
    const named = missing.map(({ ring, tables }) => `${ring} (${tables.join(", ")})`);
    return broken(`ENCRYPTION_KEYS lacks ${named.join("; ")}`);
  }
  const since = await currentSince(house, current);
  if (since && house.now().getTime() - since.getTime() > oldAfterDays * day)
    return warn(
      `${current} has been current since ${since.toISOString().slice(0, 10)}; add a new key and run selvage rotate-keys`,
    );
  if (left > 0) return warn(`${left} data keys hang on older keys; run selvage rotate-keys`);
  if (idle.length > 0) return warn(`Nothing hangs on ${idle.join(", ")}; it can leave ENCRYPTION_KEYS`);
  return ok(`Everything is wrapped by ${current}`);
}

async function currentSince({ db }: House, current: string): Promise<Date | null> {
  const [turned] = await db
    .select({ at: rotations.beganAt })
    .from(rotations)
    .where(eq(rotations.ring, current))
    .orderBy(asc(rotations.beganAt))
    .limit(1);
  if (turned) return turned.at;
  const [first] = await db
    .select({ at: clientKeys.createdAt })
    .from(clientKeys)
    .where(eq(clientKeys.ring, current))
    .orderBy(asc(clientKeys.createdAt))
    .limit(1);
  return first?.at ?? null;
}

/**
 * Every ring key that a mailed link still in use was made with is in SESSION_SECRET, whatever the link is for; and makes
 * the same private links of bookings.
 */
export async function linksKeys(house: House): Promise<Verdict> {
  const missing = await missingSecrets(house);
  if (missing.length > 0) {
    const named = missing.map(({ ring, tables }) => `${ring} (${tables.join(", ")})`);
    return broken(`SESSION_SECRET lacks ${named.join("; ")}`);
  }
  const links = await house.db
    .selectDistinctOn([manageLinks.ring])
    .from(manageLinks)
    .innerJoin(bookings, eq(bookings.id, manageLinks.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        isNull(manageLinks.endedAt),
        gt(appointments.endsAt, new Date(house.now().getTime() - linkDays * day)),
      ),
    )
    .orderBy(asc(manageLinks.ring));
  const inUse = links.map((link) => link.manage_links);
  const shut: typeof inUse = [];
  for (const link of inUse) {
    const ctx = { ...house, practiceId: link.practiceId };
    const token = await linkToken(ctx, { id: link.bookingId, sequence: link.sequence }).catch(() => "");
    if (!hashOf(token).equals(link.hash)) shut.push(link);
  }
  return said("SESSION_SECRET", inUse, shut);
}

function said(setting: string, inUse: { ring: string }[], shut: { ring: string }[]): Verdict {
  const names = (keys: { ring: string }[]) => keys.map(({ ring }) => ring).join(", ");
  if (shut.length > 0) return broken(`${setting} lacks ${names(shut)}, or holds another key by that name`);
  return ok(inUse.length > 0 ? `${setting} opens all that is in use: ${names(inUse)}` : "None in use yet");
}

function works(deed: () => unknown): boolean {
  try {
    deed();
    return true;
  } catch {
    return false;
  }
}
