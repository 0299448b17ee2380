import { and, eq, inArray, isNull } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { contentShares } from "#app/db/schema/content.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { clientsToGive, holdItem } from "./reach.ts";

/** To whom, from when, and with which of their sessions, if with one. */
export type Giving = { clientIds: readonly string[]; bookingId: string | null; from: Date };

/**
 * Give an item to clients of its therapist who have begun and go on; who has it already keeps it as it is. They are told
 * when its day comes. Null when the item is out of reach. Refuses: nobody, put_away, not_theirs (one of them cannot have it, or the session is
 * another's).
 */
export function give(
  ctx: MemberCtx,
  itemId: string,
  { clientIds, bookingId, from }: Giving,
): Promise<Result<number, "nobody" | "put_away" | "not_theirs"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const item = await holdItem(ctx, itemId);
    if (!item) return null;
    if (item.putAwayAt) return refused("put_away");
    const client = bookingId === null ? null : await clientOfSession(ctx, item.therapistId, bookingId);
    if (bookingId !== null && !client) return refused("not_theirs");
    const ids = [...new Set([...clientIds, ...(client ? [client] : [])])];
    if (ids.length === 0) return refused("nobody");
    const may = await clientsToGive(ctx, item);
    const chosen = ids.map((id) => may.find(({ clientId }) => clientId === id));
    if (chosen.some((one) => !one)) return refused("not_theirs");
    const without = chosen.flatMap((one) => (one && !one.hasIt ? [one.clientId] : []));
    for (const clientId of without)
      await giveOne(ctx, itemId, clientId, { from, bookingId: clientId === client ? bookingId : null });
    return done(without.length);
  });
}

async function giveOne(
  ctx: MemberCtx,
  itemId: string,
  clientId: string,
  { from, bookingId }: { from: Date; bookingId: string | null },
): Promise<void> {
  const { practiceId } = ctx;
  const id = newId();
  // What was taken back before is a giving of its own, of which they are told anew.
  await ctx.db.delete(contentShares).where(ofClient(ctx, itemId, clientId));
  await ctx.db
    .insert(contentShares)
    .values({ id, practiceId, clientId, itemId, bookingId, from, givenAt: ctx.now() });
  const waits = Math.ceil((from.getTime() - ctx.now().getTime()) / 1_000);
  const later = waits > 0 ? { mail_client_content: waits, notify_client_content: waits } : {};
  await record(ctx, "content.given", { id }, { item: itemId, client: clientId }, later);
}

async function clientOfSession(
  ctx: MemberCtx,
  therapistId: string,
  bookingId: string,
): Promise<string | null> {
  if (!isId(bookingId)) return null;
  const [found] = await ctx.db
    .select({ clientId: bookings.clientId })
    .from(bookings)
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.id, bookingId),
        eq(bookings.therapistId, therapistId),
        inArray(bookings.status, ["confirmed", "attended", "no_show"]),
      ),
    );
  return found?.clientId ?? null;
}

function ofClient(ctx: MemberCtx, itemId: string, clientId: string) {
  return and(
    eq(contentShares.practiceId, ctx.practiceId),
    eq(contentShares.itemId, itemId),
    eq(contentShares.clientId, clientId),
  );
}

/** Take an item back from a client. False when it is out of reach, or they have it not. */
export function takeBack(ctx: MemberCtx, itemId: string, clientId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!isId(clientId) || !(await holdItem(ctx, itemId))) return false;
    const [back] = await ctx.db
      .update(contentShares)
      .set({ takenBackAt: ctx.now() })
      .where(and(ofClient(ctx, itemId, clientId), isNull(contentShares.takenBackAt)))
      .returning({ id: contentShares.id });
    if (!back) return false;
    await record(ctx, "content.taken_back", back, { item: itemId, client: clientId });
    return true;
  });
}
