import { and, asc, eq } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients, participants } from "#app/db/schema/clients.ts";
import { type PaperBody, taxRules } from "#app/db/schema/invoices.ts";
import { paymentParts, type payments } from "#app/db/schema/payments.ts";
import { practices } from "#app/db/schema/practices.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { dayOf } from "#app/values/zoned.ts";
import { lineOf, nearestRule, totalsOf, withTax } from "./rules.ts";
import type { PaperSettings } from "./settings.ts";

type Payment = typeof payments.$inferSelect;

/** All the paper of a payment will say, from the rows as they stand now. */
export async function composeBody(
  ctx: Ctx,
  payment: Payment,
  { legalName, legalNumber, npi, note }: PaperSettings,
): Promise<PaperBody> {
  const [practice] = await ctx.db.select().from(practices).where(eq(practices.id, ctx.practiceId));
  if (!practice) throw new Error("No such practice");
  const { name, address, email, locale, zone } = practice;
  const lines = withTax(await linesOf(ctx, payment, zone));
  const paidAt = payment.paidAt ?? payment.changedAt;
  return {
    seller: { name, legalName, legalNumber, npi, address, email },
    ...(await whoPaid(ctx, payment)),
    lines,
    ...totalsOf(lines),
    paid: { amount: payment.amount, method: payment.method, at: paidAt.toISOString() },
    note,
    locale,
    zone,
  };
}

async function linesOf(ctx: Ctx, payment: Payment, zone: string) {
  const rules = await ctx.db.select().from(taxRules).where(eq(taxRules.practiceId, ctx.practiceId));
  const rows = await ctx.db
    .select({
      part: paymentParts,
      booking: bookings,
      appointment: appointments,
      therapist: therapists,
      type: sessionTypes,
    })
    .from(paymentParts)
    .innerJoin(bookings, eq(bookings.id, paymentParts.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(therapists, eq(therapists.id, appointments.therapistId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.paymentId, payment.id)))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  return rows
    .filter(({ part }) => part.amount > 0)
    .map(({ part, booking, appointment, therapist, type }) => {
      const { startsAt, endsAt, therapistId, sessionTypeId } = appointment;
      const rule = nearestRule(rules, { therapistId, sessionTypeId });
      const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
      const off = booking.discount + booking.creditUsed;
      return {
        bookingId: booking.id,
        ...lineOf({ kind: part.kind, minutes, amount: part.amount, price: booking.price, off }),
        day: dayOf(zone, startsAt),
        therapist: therapist.name,
        taxRate: rule?.treatment === "rate" ? rule.rate : null,
        taxWords: rule?.reason || null,
        // No procedure took place at a session that was missed.
        procedureCode: part.kind === "session" ? type.procedureCode : null,
        therapistNumber: therapist.npi,
      };
    });
}

/** Who the paper is made out to, and the client it was for where somebody else pays. */
async function whoPaid(
  ctx: Ctx,
  { clientId, payerId }: Payment,
): Promise<Pick<PaperBody, "buyer" | "onBehalfOf">> {
  const [client] = await ctx.db
    .select()
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, clientId)));
  if (!client) throw new Error("A payment of no client");
  const people = await ctx.db
    .select()
    .from(participants)
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, clientId)))
    .orderBy(asc(participants.createdAt), asc(participants.id));
  const payer = people.find(({ id }) => id === payerId);
  if (payer) {
    return {
      buyer: { name: payer.name, email: payer.email },
      onBehalfOf: payer.name === client.name ? null : client.name,
    };
  }
  const self = people.find(({ role }) => role === "self");
  return { buyer: { name: client.name, email: self?.email ?? null }, onBehalfOf: null };
}
