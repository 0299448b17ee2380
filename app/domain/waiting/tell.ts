import { and, eq, isNull } from "drizzle-orm";
import { timeOffers, type waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { holdOfferUntil } from "#app/domain/bookings/offered.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { hasNow } from "./has-now.ts";
import { openOffer } from "./offers.ts";
import { isDaytime, timesOfOffer } from "./rules.ts";
import { step } from "./step.ts";

/**
 * Let go the letter about an offer, in the person's day. An offer that waited longer for its letter than was foreseen is
 * kept longer, so that nobody's four hours run while nobody told them. Call it with the therapist locked.
 */
export async function tell(ctx: Ctx, offerId: string): Promise<void> {
  const found = await openOffer(ctx, offerId);
  if (!found || found.offer.toldAt) return;
  const { offer, wait } = found;
  const now = ctx.now();
  if (!isDaytime(wait.guestZone, now.getTime())) return;
  const booking = await findBooking(ctx, offer.bookingId);
  if (!booking) return;
  const times = timesOfOffer(wait.guestZone, {
    at: now.getTime(),
    startsAt: offer.startsAt.getTime(),
    notice: booking.type.notice,
  });
  const endsAt = times && times.endsAt > offer.endsAt.getTime() ? new Date(times.endsAt) : offer.endsAt;
  if (endsAt > offer.endsAt) await holdOfferUntil(ctx, offer.bookingId, endsAt);
  const sequence = await step(ctx, wait.id);
  await ctx.db
    .update(timeOffers)
    .set({ toldAt: now, sequence, endsAt })
    .where(and(eq(timeOffers.practiceId, ctx.practiceId), eq(timeOffers.id, offer.id)));
  await record(
    ctx,
    "wait.offered",
    { id: wait.id, sequence },
    { offer: offer.id, ...(await hasNow(ctx, wait)) },
  );
}

/** A letter whose time of day has passed on the way waits for the next morning. */
export async function tellLater(
  ctx: Ctx,
  { waitId, sequence }: { waitId: string; sequence: number },
): Promise<void> {
  await ctx.db
    .update(timeOffers)
    .set({ toldAt: null })
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(timeOffers.waitId, waitId),
        eq(timeOffers.sequence, sequence),
        eq(timeOffers.status, "open"),
      ),
    );
}

/** Tell everybody whose morning has come of the offer that waits for it. */
export async function tellOfOffers(house: House, untold: Untold[]): Promise<void> {
  const now = house.now().getTime();
  const awake = untold.filter(({ zone }) => isDaytime(zone, now));
  await inTurn(awake, ({ practiceId, therapistId, offerId }) =>
    inTransaction({ ...house, practiceId }, async (ctx) => {
      await lockTherapist(ctx, therapistId);
      await tell(ctx, offerId);
    }),
  );
}

type Untold = Pick<typeof waits.$inferSelect, "practiceId" | "therapistId"> & {
  offerId: string;
  zone: string;
};

export const isUntold = and(eq(timeOffers.status, "open"), isNull(timeOffers.toldAt));
