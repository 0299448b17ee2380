import { and, desc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { appointments, type bookings } from "#app/db/schema/bookings.ts";
import { taxRules } from "#app/db/schema/invoices.ts";
import { writeOffs } from "#app/db/schema/ledger.ts";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { BookingMoney } from "./rules.ts";

const minute = 60_000;
/** As long as a booking can be taken back as if it had never been (domain, "Life of a booking"). */
const undoMinutes = 3;

/** What came in for a booking, what went back and what was given up, with the terms that say what is earned of it. */
export async function moneyOf(ctx: Ctx, booking: typeof bookings.$inferSelect): Promise<BookingMoney> {
  const { id, practiceId } = booking;
  const [paid] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${paymentParts.amount}), 0)::int` })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, practiceId),
        eq(paymentParts.bookingId, id),
        eq(payments.status, "paid"),
      ),
    );
  const [returned] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${refunds.amount}), 0)::int` })
    .from(refunds)
    .where(and(eq(refunds.practiceId, practiceId), eq(refunds.bookingId, id), ne(refunds.status, "failed")));
  const [givenUp] = await ctx.db
    .select({ amount: writeOffs.amount })
    .from(writeOffs)
    .where(and(eq(writeOffs.practiceId, practiceId), eq(writeOffs.bookingId, id)));
  return {
    ...booking,
    isUndone:
      booking.status === "cancelled" &&
      (booking.heldFor !== null ||
        booking.changedAt.getTime() <= booking.bookedAt.getTime() + undoMinutes * minute),
    received: (paid?.sum ?? 0) + booking.creditUsed,
    returned: returned?.sum ?? 0,
    writtenOff: givenUp?.amount ?? 0,
    taxRate: await taxRateOf(ctx, booking),
  };
}

type Taxed = { practiceId: string; therapistId: string; appointmentId: string };

/** The tax in a session's price, from the nearest rule: of therapist and type, of type, of therapist, of the practice. */
async function taxRateOf(
  ctx: Ctx,
  { practiceId, therapistId, appointmentId }: Taxed,
): Promise<number | null> {
  const type = ctx.db
    .select({ id: appointments.sessionTypeId })
    .from(appointments)
    .where(and(eq(appointments.practiceId, practiceId), eq(appointments.id, appointmentId)));
  const [rule] = await ctx.db
    .select({ rate: taxRules.rate })
    .from(taxRules)
    .where(
      and(
        eq(taxRules.practiceId, practiceId),
        or(isNull(taxRules.therapistId), eq(taxRules.therapistId, therapistId)),
        or(isNull(taxRules.sessionTypeId), inArray(taxRules.sessionTypeId, type)),
      ),
    )
    .orderBy(desc(sql`${taxRules.sessionTypeId} is not null`), desc(sql`${taxRules.therapistId} is not null`))
    .limit(1);
  return rule?.rate ?? null;
}
