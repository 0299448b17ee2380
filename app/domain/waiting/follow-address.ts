import { and, eq, inArray, isNull, or, type SQL } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { waits } from "#app/db/schema/waiting.ts";
import { changePersonAndLetters } from "#app/domain/bookings/follow-person.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { personWithin } from "#app/domain/clients/reach.ts";
import { type Ctx, type House, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { endAs } from "./leave.ts";
import type { Wait } from "./link.ts";

/**
 * Send what is written to somebody in line to their new address, in the caller's transaction, as what is written about
 * their bookings goes there: the old mailbox may be the very reason they left it.
 */
export async function placesFollowAddress(
  house: House,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<void> {
  const own = house.db
    .select({ clientId: participants.clientId })
    .from(participants)
    .where(eq(participants.userId, userId));
  const here = house.db
    .select({ practiceId: participants.practiceId })
    .from(participants)
    .where(eq(participants.userId, userId));
  const isTheirs = or(
    inArray(waits.clientId, own),
    and(isNull(waits.clientId), inArray(waits.practiceId, here)),
  );
  for (const wait of await waitingAt(house, from, isTheirs))
    await writeTo({ ...house, practiceId: wait.practiceId, isInside: true }, wait, to);
}

type Change = Parameters<typeof changePersonAndLetters>[1];

/**
 * Change what is known of a person (`changePersonAndLetters`); their places in line follow their address too, and are
 * given up where it was taken away: nobody could be told of a time. Null and refusals as `changePerson`.
 */
export function changePersonAndPlaces(
  ctx: MemberCtx,
  change: Change,
): ReturnType<typeof changePersonAndLetters> {
  return inTransaction(ctx, async (ctx) => {
    const before = await personWithin(ctx, "client.change", change);
    const [from, to] = [before?.person.email, change.facts.email];
    const isTheirs = and(eq(waits.practiceId, ctx.practiceId), eq(waits.clientId, change.clientId));
    const places = from && from !== to ? await waitingAt(ctx, from, isTheirs) : [];
    // Before the client is held: whoever books stands in line for the therapist first (decisions, 13).
    for (const therapistId of [...new Set(places.map((wait) => wait.therapistId))].sort())
      await lockTherapist(ctx, therapistId);
    const changed = await changePersonAndLetters(ctx, change);
    if (changed?.ok) for (const wait of places) await writeTo(ctx, wait, to);
    return changed;
  });
}

function waitingAt({ db }: Pick<House, "db">, email: string, which: SQL | undefined): Promise<Wait[]> {
  return db
    .select()
    .from(waits)
    .where(and(eq(waits.guestEmail, email), eq(waits.status, "waiting"), which))
    .orderBy(waits.therapistId, waits.id);
}

/** Whoever stands in the same line at the new address already has one place there, as anybody has (join-full.ts). */
async function writeTo(ctx: Ctx, wait: Wait, to: string | null): Promise<void> {
  if (to === null || (await isInLineAt(ctx, wait, to)))
    return endAs(ctx, wait, { status: "left", by: "system" });
  await ctx.db
    .update(waits)
    .set({ guestEmail: to })
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, wait.id)));
}

async function isInLineAt(ctx: Ctx, { kind, therapistId }: Wait, email: string): Promise<boolean> {
  if (kind !== "full") return false;
  const isThere = and(
    eq(waits.practiceId, ctx.practiceId),
    eq(waits.therapistId, therapistId),
    eq(waits.kind, "full"),
  );
  return (await waitingAt(ctx, email, isThere)).length > 0;
}
