import { eventAt } from "#app/domain/audit/queries.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { paperById } from "#app/domain/invoices/queries.ts";
import { settingsOf } from "#app/domain/invoices/settings.ts";
import { debtUrlOf } from "#app/domain/payments/debt-link.ts";
import { owedBy } from "#app/domain/payments/debts.ts";
import { payerOf, wasTooLate } from "#app/domain/payments/queries.ts";
import { therapistById } from "#app/domain/therapists/queries.ts";
import { owing, type WayToPay } from "#app/emails/owing.tsx";
import { paid } from "#app/emails/paid.tsx";
import type { World } from "#app/world.ts";
import { sheetFrom } from "./compose-care.ts";
import { moneyReader } from "./money-reader.ts";
import { sendAll } from "./send-all.ts";

/** Tell whoever paid that it has arrived, or is on its way back, and where its paper is. */
export async function mailClientPaper(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const paper = await paperById(ctx, subject.subjectId);
  if (!paper) return;
  const { clientId, paymentId, currency, total, name, issuedAt, body } = paper;
  if (paymentId && (await wasTooLate(ctx, paymentId))) return;
  const payerId = paymentId && (await payerOf(ctx, paymentId));
  if (!(await settingsOf(ctx)).areMailed) return; // The practice sends none of these letters.
  const reader = await moneyReader(ctx, { clientId, payerId, topic: "papers" });
  if (!reader) return; // They have no address, or asked for no such letters.
  const [line] = body.lines;
  const booking = line ? await findBooking(ctx, line.bookingId) : null;
  const sheet = await sheetFrom(ctx, booking && writer(booking.therapist), issuedAt);
  const about = { amount: { amount: Math.abs(total), currency }, isBack: total < 0, name };
  await sendAll(ctx, world, subject, "client_paper", sheet, [reader], (letter) => paid(letter, about));
}

/** Remind whoever pays of what is open, while it still is as it was when somebody pressed. */
export async function mailClientOwing(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const { subjectId: clientId, sequence } = subject;
  const event = await eventAt(ctx, "debt.reminded", { id: clientId, sequence });
  if (!event) return;
  const { amount, currency, therapist, linked } = event.detail;
  const therapistId = therapist ? String(therapist) : null;
  const owed = await owedBy(ctx, { clientId, therapistId });
  if (owed.amount !== amount) return; // Something was paid, or given up, before the letter was written.
  const reader = await moneyReader(ctx, { clientId });
  if (!reader) return;
  const writerId = therapistId ?? owed.therapistId;
  const from = writerId ? await therapistById(ctx, writerId) : null;
  const sheet = await sheetFrom(ctx, from && writer(from), event.at);
  const ways = await waysToPay(ctx, String(linked ?? ""), String(currency));
  await sendAll(ctx, world, subject, "client_owing", sheet, [reader], (letter) =>
    owing(letter, { amount: Number(amount), currency: String(currency) }, ways),
  );
}

/** The links a reminder was pressed with, each with its sum. */
async function waysToPay(ctx: Ctx, linked: string, currency: string): Promise<WayToPay[]> {
  const ways: WayToPay[] = [];
  for (const one of linked.split(" ").filter(Boolean)) {
    const [bookingId = "", amount] = one.split(":");
    const url = await debtUrlOf(ctx, bookingId);
    if (url) ways.push({ url, amount: { amount: Number(amount), currency } });
  }
  return ways;
}

function writer({ id, name, firstName }: { id: string; name: string; firstName: string }) {
  return { therapistId: id, name, firstName };
}
