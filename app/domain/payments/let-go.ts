import { isSameWish, letGoOfHeld, ownHolds } from "#app/domain/bookings/holds.ts";
import { findToChange } from "#app/domain/bookings/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type ClientCtx, type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { triesFor } from "./begin.ts";
import { merchantOf } from "./merchant.ts";
import { settle } from "./settle.ts";

export type LetGoRefusal = "not_here" | "paid_meanwhile" | "gone";

/**
 * Give back a time that is kept while somebody pays. Its page is closed first, so that nobody pays for what is gone; where
 * the payment service is away it is given back all the same, and money that still comes goes back. Refuses: not_here,
 * paid_meanwhile when it turns out to be paid, gone when it is not kept any more.
 */
export async function letGo(
  ctx: Ctx,
  world: World,
  { bookingId }: { bookingId: string },
): Promise<Result<null, LetGoRefusal>> {
  if (!(await findToChange(ctx, bookingId))) return refused("not_here");
  await closeCheckouts(ctx, world, bookingId);
  return inTransaction(ctx, async (ctx) => {
    const seen = await findToChange(ctx, bookingId);
    if (!seen) return refused("not_here");
    await lockTherapist(ctx, seen.booking.therapistId);
    const found = await findToChange(ctx, bookingId);
    if (!found) return refused("not_here");
    if (found.booking.status === "confirmed") return refused("paid_meanwhile");
    const by = ctx.actor.kind === "member" ? "practice" : "client";
    return (await letGoOfHeld(ctx, found.booking, by)) ? done(null) : refused("gone");
  });
}

/** Close the pages by which a booking could still be paid, and settle what was. */
export async function closeCheckouts(ctx: Ctx, world: World, bookingId: string): Promise<void> {
  const merchant = await merchantOf(ctx, world);
  if (!merchant) return;
  for (const { id, status, stripeSession } of await triesFor(ctx, bookingId)) {
    if (status !== "open" || !stripeSession) continue;
    const closed = await merchant.closeCheckout(stripeSession);
    // Nobody waits for a service that does not answer more than once.
    if (closed.outcome === "away") return;
    if (closed.outcome === "done") await settle(ctx, world, id);
  }
}

/**
 * Before somebody wishes for another time of a therapist's: let the one go that is kept for them, page first (decisions,
 * 16). The same wish again leaves it as it is.
 */
export async function makeWay(
  ctx: ClientCtx,
  world: World,
  wish: { therapistId: string; typeSlug: string; startsAt: number; code?: string | undefined },
): Promise<void> {
  for (const held of await ownHolds(ctx, wish.therapistId))
    if (!(await isSameWish(ctx, held, wish))) await letGo(ctx, world, { bookingId: held.booking.id });
}
