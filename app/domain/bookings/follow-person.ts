import { and, eq, inArray } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { changePerson } from "#app/domain/clients/change-person.ts";
import { holdClient, personWithin } from "#app/domain/clients/reach.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";

type Change = Parameters<typeof changePerson>[1];

/**
 * Change what is known of a person (`changePerson`), and send what is still to come to their new address, or nowhere when
 * it was taken away: the old mailbox may be the very reason. Null and refusals as `changePerson`.
 */
export function changePersonAndLetters(ctx: MemberCtx, change: Change): ReturnType<typeof changePerson> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await holdClient(ctx, "client.change", change.clientId))) return null;
    const before = await personWithin(ctx, "client.change", change);
    const changed = await changePerson(ctx, change);
    const [from, to] = [before?.person.email, change.facts.email];
    if (!changed?.ok || !from || from === to) return changed;
    await ctx.db
      .update(bookings)
      .set({ guestEmail: to })
      .where(
        and(
          eq(bookings.practiceId, ctx.practiceId),
          eq(bookings.clientId, change.clientId),
          eq(bookings.guestEmail, from),
          inArray(bookings.status, ["requested", "held", "confirmed"]),
        ),
      );
    return changed;
  });
}
