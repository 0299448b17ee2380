import { and, asc, eq, isNull, or, type SQL } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { waits } from "#app/db/schema/waiting.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { Wait } from "./link.ts";
import { offersOf } from "./offers.ts";

/** A signed-in person's own place in line: of a client they act for, whose letters go to them. Null for any other. */
export async function ownWait(
  ctx: ClientCtx,
  { waitId, email }: { waitId: string; email: string },
): Promise<Wait | null> {
  if (!isId(waitId)) return null;
  const [wait] = await ctx.db
    .select()
    .from(waits)
    .where(and(own(ctx, mayAct, waits), eq(waits.id, waitId), eq(waits.guestEmail, email)));
  return wait ?? null;
}

/** Which places in line are a signed-in person's, as a condition: those at their address, also from before they were known here. */
export function isOwnPlace(ctx: ClientCtx): SQL | undefined {
  const address = ctx.db.select({ email: users.email }).from(users).where(eq(users.id, ctx.actor.userId));
  return and(
    eq(waits.practiceId, ctx.practiceId),
    eq(waits.guestEmail, address),
    or(own(ctx, mayAct, waits), isNull(waits.clientId)),
  );
}

/** Every place in line a signed-in person has or had, with what was offered to them there, in order of time. */
export async function ownPlaces(ctx: ClientCtx) {
  const found = await ctx.db
    .select({ wait: waits, typeName: sessionTypes.name, therapistName: therapists.name })
    .from(waits)
    .innerJoin(sessionTypes, eq(sessionTypes.id, waits.sessionTypeId))
    .innerJoin(therapists, eq(therapists.id, waits.therapistId))
    .where(isOwnPlace(ctx))
    .orderBy(asc(waits.joinedAt), asc(waits.id));
  return Promise.all(
    found.map(async (place) => ({ ...place, offers: (await offersOf(ctx, place.wait.id)).reverse() })),
  );
}
