import { and, eq, inArray, isNull, lt, lte, notExists, or, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { freedTimes, timeOffers, waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type House, inTransaction } from "#app/domain/ctx.ts";
import { DAY } from "#app/values/zoned.ts";
import { endAs } from "./leave.ts";
import { offerTimes } from "./offer-times.ts";
import { answersWithinDays, asksAfterDays, isDaytime } from "./rules.ts";
import { step } from "./step.ts";
import { isUntold, tellOfOffers } from "./tell.ts";

/**
 * The floor under the waiting list: what no event told of (hours widened, an absence called off, a therapist who takes
 * people on again, a day that came within the horizon, a morning that has come) is offered within the minute.
 */
export async function tendWaitingLists(house: House): Promise<void> {
  const untold = await house.db
    .select({
      practiceId: waits.practiceId,
      therapistId: waits.therapistId,
      offerId: timeOffers.id,
      zone: waits.guestZone,
    })
    .from(timeOffers)
    .innerJoin(waits, eq(waits.id, timeOffers.waitId))
    .where(isUntold);
  await tellOfOffers(house, untold);
  const waitedFor = house.db
    .select({ practiceId: waits.practiceId, therapistId: waits.therapistId })
    .from(waits)
    .where(eq(waits.status, "waiting"));
  const stillOpen = house.db
    .select({ practiceId: freedTimes.practiceId, therapistId: freedTimes.therapistId })
    .from(freedTimes)
    .where(isNull(freedTimes.closedAt));
  for (const { practiceId, therapistId } of await union(waitedFor, stillOpen))
    await offerTimes({ ...house, practiceId }, therapistId);
}

/**
 * Once a month, in their day: is somebody still looking? And let go, kindly, whoever did not say so within two weeks. Not
 * while a time is kept for them: that has their answer first.
 */
export async function askWhetherStillLooking(house: House): Promise<void> {
  const now = house.now();
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const offered = house.db
    .select({ one: sql`1` })
    .from(timeOffers)
    .where(and(eq(timeOffers.waitId, waits.id), eq(timeOffers.status, "open")));
  const standing = and(eq(waits.status, "waiting"), notExists(offered));
  const unanswered = and(
    standing,
    lt(waits.confirmedAt, waits.askedAt),
    lte(waits.askedAt, ago(answersWithinDays)),
  );
  for (const wait of await house.db.select().from(waits).where(unanswered)) {
    if (!isDaytime(wait.guestZone, now.getTime())) continue;
    await inTransaction({ ...house, practiceId: wait.practiceId }, async (ctx) => {
      await lockTherapist(ctx, wait.therapistId);
      const isSilent = and(eq(waits.id, wait.id), unanswered);
      const silent = await ctx.db.select({ id: waits.id }).from(waits).where(isSilent).for("no key update");
      if (silent.length === 0) return; // They answered in the meantime, or have a time to answer about.
      await endAs(ctx, wait, { status: "lapsed", by: "system" });
    });
  }
  const due = and(
    standing,
    lte(waits.confirmedAt, ago(asksAfterDays)),
    or(isNull(waits.askedAt), lte(waits.askedAt, waits.confirmedAt)),
  );
  for (const wait of await house.db.select().from(waits).where(due)) {
    if (!isDaytime(wait.guestZone, now.getTime())) continue;
    await inTransaction({ ...house, practiceId: wait.practiceId }, async (ctx) => {
      const asked = await ctx.db
        .update(waits)
        .set({ askedAt: now })
        .where(and(eq(waits.id, wait.id), due))
        .returning({ id: waits.id });
      if (asked.length === 0) return; // Somebody answered, or another worker asked.
      await record(ctx, "wait.asked", { id: wait.id, sequence: await step(ctx, wait.id) });
    });
  }
  await endWhatIsOver(house);
}

/** Nobody waits for a time before a session that has begun or is off. */
async function endWhatIsOver(house: House): Promise<void> {
  const over = await house.db
    .select({ wait: waits })
    .from(waits)
    .innerJoin(bookings, eq(bookings.id, waits.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(waits.status, "waiting"),
        or(
          lte(appointments.startsAt, sql`${house.now()}::timestamptz`),
          inArray(bookings.status, ["cancelled", "expired"]),
        ),
      ),
    );
  for (const { wait } of over)
    await endAs({ ...house, practiceId: wait.practiceId }, wait, { status: "left", by: "system" });
}
