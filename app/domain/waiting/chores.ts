import { and, eq, inArray, isNull, lt, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { freedTimes, timeOffers, waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type House, inTransaction } from "#app/domain/ctx.ts";
import { inTurn } from "#app/domain/in-turn.ts";
import { DAY } from "#app/values/zoned.ts";
import { hasNow } from "./has-now.ts";
import { endAs } from "./leave.ts";
import type { Wait } from "./link.ts";
import { offerTimes } from "./offer-times.ts";
import { answersWithinDays, asksAfterDays, isDaytime } from "./rules.ts";
import { step } from "./step.ts";
import { isUntold, tellOfOffers } from "./tell.ts";

/**
 * The floor under the waiting list: what no event told of (hours widened, an absence called off, a therapist who takes
 * people on again, a day that came within the horizon, a morning that has come) is offered within the minute.
 */
export function tendWaitingLists(house: House): Promise<void> {
  return inTurn([tellOfWhatIsKept, offerWhatIsOpen], (part) => part(house));
}

async function tellOfWhatIsKept(house: House): Promise<void> {
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
}

async function offerWhatIsOpen(house: House): Promise<void> {
  const waitedFor = house.db
    .select({ practiceId: waits.practiceId, therapistId: waits.therapistId })
    .from(waits)
    .where(eq(waits.status, "waiting"));
  const stillOpen = house.db
    .select({ practiceId: freedTimes.practiceId, therapistId: freedTimes.therapistId })
    .from(freedTimes)
    .where(isNull(freedTimes.closedAt));
  await inTurn(await union(waitedFor, stillOpen), ({ practiceId, therapistId }) =>
    offerTimes({ ...house, practiceId }, therapistId),
  );
}

/**
 * Once a month, in their day: is somebody still looking? And let go, kindly, whoever did not say so within two weeks. Not
 * while a time is kept for them: that has their answer first.
 */
export function askWhetherStillLooking(house: House): Promise<void> {
  return inTurn([letGoOfSilent, askWhoIsDue, endWhatIsOver], (part) => part(house));
}

/** Whoever waits and has no time to answer about. */
function standing({ db }: House) {
  const offered = db
    .select({ one: sql`1` })
    .from(timeOffers)
    .where(and(eq(timeOffers.waitId, waits.id), eq(timeOffers.status, "open")));
  return and(eq(waits.status, "waiting"), notExists(offered));
}

function ago(house: House, days: number): Date {
  return new Date(house.now().getTime() - days * DAY);
}

/** Those of them whose day it is. */
async function awake(house: House, which: SQL | undefined): Promise<Wait[]> {
  const found = await house.db.select().from(waits).where(which);
  return found.filter(({ guestZone }) => isDaytime(guestZone, house.now().getTime()));
}

async function letGoOfSilent(house: House): Promise<void> {
  const unanswered = and(
    standing(house),
    lt(waits.confirmedAt, waits.askedAt),
    lte(waits.askedAt, ago(house, answersWithinDays)),
  );
  await inTurn(await awake(house, unanswered), (wait) =>
    inTransaction({ ...house, practiceId: wait.practiceId }, async (ctx) => {
      await lockTherapist(ctx, wait.therapistId);
      const isSilent = and(eq(waits.id, wait.id), unanswered);
      const silent = await ctx.db.select({ id: waits.id }).from(waits).where(isSilent).for("no key update");
      if (silent.length === 0) return; // They answered in the meantime, or have a time to answer about.
      await endAs(ctx, wait, { status: "lapsed", by: "system" });
    }),
  );
}

async function askWhoIsDue(house: House): Promise<void> {
  const due = and(
    standing(house),
    lte(waits.confirmedAt, ago(house, asksAfterDays)),
    or(isNull(waits.askedAt), lte(waits.askedAt, waits.confirmedAt)),
  );
  await inTurn(await awake(house, due), (wait) =>
    inTransaction({ ...house, practiceId: wait.practiceId }, async (ctx) => {
      const asked = await ctx.db
        .update(waits)
        .set({ askedAt: ctx.now() })
        .where(and(eq(waits.id, wait.id), due))
        .returning({ id: waits.id });
      if (asked.length === 0) return; // Somebody answered, or another worker asked.
      const about = { id: wait.id, sequence: await step(ctx, wait.id) };
      await record(ctx, "wait.asked", about, await hasNow(ctx, wait));
    }),
  );
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
  await inTurn(over, ({ wait }) =>
    endAs({ ...house, practiceId: wait.practiceId }, wait, { status: "left", by: "system" }),
  );
}
