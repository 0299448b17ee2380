import { and, eq } from "drizzle-orm";
import { timeOffers, waits } from "#app/db/schema/waiting.ts";
import { holdForOffer } from "#app/domain/bookings/offered.ts";
import { clientOfGuest } from "#app/domain/clients/add.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { MINUTE } from "#app/values/zoned.ts";
import type { Fitting, Sought } from "./fitting.ts";
import { freedTimeAt } from "./freed.ts";
import type { Wait } from "./link.ts";
import { timesOfOffer } from "./rules.ts";
import { tell } from "./tell.ts";

type Offering = { wait: Wait; sought: Sought; fitting: Fitting; startsAt: number };

/**
 * Keep a time for one person of the line and tell them, in their day. Call it with the therapist locked. Null when it
 * starts too soon for them to answer, or when Postgres says somebody else has it.
 */
export async function makeOffer(
  ctx: Ctx,
  { wait, sought, fitting, startsAt }: Offering,
): Promise<string | null> {
  const { open, shape } = fitting;
  const at = ctx.now().getTime();
  const times = timesOfOffer(wait.guestZone, { at, startsAt, notice: open.type.notice });
  if (!times) return null;
  const until = new Date(times.endsAt);
  const clientId = await clientOf(ctx, wait);
  const bookingId = await holdForOffer(ctx, {
    open,
    shape,
    startsAt,
    until,
    kept: { ...(sought.found ? asBooked(sought.found) : asNew(wait, fitting)), clientId },
    bookedAt: sought.found?.booking.bookedAt,
  });
  if (!bookingId) return null;

  const starts = new Date(startsAt);
  const endsAt = new Date(startsAt + shape.minutes * MINUTE);
  const id = newId();
  await ctx.db.insert(timeOffers).values({
    id,
    practiceId: ctx.practiceId,
    waitId: wait.id,
    freedTimeId: await freedTimeAt(ctx, { therapistId: wait.therapistId, startsAt: starts, endsAt }),
    bookingId,
    startsAt: starts,
    offeredAt: new Date(at),
    endsAt: until,
  });
  if (times.tellAt <= at) await tell(ctx, id);
  return id;
}

/** Whose the time would be. A stranger becomes a client of the practice when there is a time to keep for them. */
async function clientOf(ctx: Ctx, wait: Wait): Promise<string> {
  if (wait.clientId) return wait.clientId;
  const { clientId } = await clientOfGuest(ctx, { name: wait.guestName, email: wait.guestEmail });
  await ctx.db
    .update(waits)
    .set({ clientId })
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, wait.id)));
  return clientId;
}

/** A booking that would be moved keeps who it is for, its price and its terms. */
function asBooked({ booking }: NonNullable<Sought["found"]>) {
  const { guestName, guestEmail, guestPhone, guestZone, region } = booking;
  const { price, currency, termsWindow, lateFeePercent, refundPercent } = booking;
  return {
    ...{ guestName, guestEmail, guestPhone, guestZone, region },
    ...{ price, currency, termsWindow, lateFeePercent, refundPercent },
  };
}

function asNew(wait: Wait, { open: { type, currency } }: Fitting) {
  const { guestName, guestEmail, guestPhone, guestZone, region } = wait;
  const { price, termsWindow, lateFeePercent, refundPercent } = type;
  return {
    ...{ guestName, guestEmail, guestPhone, guestZone, region },
    ...{ price, currency, termsWindow, lateFeePercent, refundPercent },
  };
}
