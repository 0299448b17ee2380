import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { ownBookingsAhead } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import { closeAccount } from "#app/domain/identity/close-account.ts";
import { type Place, placesOf } from "#app/domain/practices/standings.ts";
import { leaveAll } from "#app/domain/waiting/leave-all.ts";
import { done, type Result, refused } from "#app/values/result.ts";

export type ClosingRefusal = "sessions_ahead" | "works_here";

type InTheWay = { ahead: WholeBooking[]; worksHere: boolean };

/**
 * Close the account of whoever is signed in, in every practice: nobody signs in with it any more, and they wait for
 * nothing; what a practice must keep is kept. Refuses: sessions_ahead while something is planned anywhere, works_here
 * for somebody a practice counts on.
 */
export function closeOwnAccount(ctx: ClientCtx): Promise<Result<null, ClosingRefusal>> {
  const { userId } = ctx.actor;
  return inTransaction(ctx, async (inside) => {
    const places = await placesOf(inside, userId);
    const { ahead, worksHere } = await inTheWayAt(inside, places);
    if (worksHere) return refused("works_here");
    if (ahead.length > 0) return refused("sessions_ahead");
    for (const { practiceId } of places) await leaveAll({ ...inside, practiceId });
    if (!(await closeAccount(inside, userId))) return done(null);
    for (const { practiceId } of places) {
      const there = { ...inside, practiceId };
      const sequence = await timesSoFar(there, userId, ["account.closed"]);
      await record(there, "account.closed", { id: userId, sequence });
    }
    return done(null);
  });
}

/** What stands in the way of closing an account: sessions ahead, in whatever practice, and a place at work. */
export async function inTheWay(ctx: ClientCtx): Promise<InTheWay> {
  return inTheWayAt(ctx, await placesOf(ctx, ctx.actor.userId));
}

async function inTheWayAt(ctx: ClientCtx, places: Place[]): Promise<InTheWay> {
  const ahead: WholeBooking[] = [];
  for (const { practiceId, memberId } of places)
    if (memberId === null) ahead.push(...(await ownBookingsAhead({ ...ctx, practiceId }, mayAct)));
  return { ahead, worksHere: places.some(({ memberId }) => memberId !== null) };
}
