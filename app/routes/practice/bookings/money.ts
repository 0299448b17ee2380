import { href } from "react-router";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { nameOfCode } from "#app/domain/codes/queries.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { papersAbout } from "#app/domain/invoices/queries.ts";
import { disputesOfBooking } from "#app/domain/payments/dispute-queries.ts";
import { failedRefundsOfBooking } from "#app/domain/payments/failed-refunds.ts";
import { type Movement, standingOf } from "#app/domain/payments/queries.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isUnderway, wayOf } from "#app/routes/money-in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";

type Clock = { zone: string; locale: string };

/** How a booking's money stands, in words; null where it costs nothing, or for whom money is not. */
export async function moneyShown(ctx: MemberCtx, found: WholeBooking, clock: Clock) {
  const { booking, therapist } = found;
  const subject = { practiceId: ctx.practiceId, therapistIds: [therapist.id] };
  const isFree = booking.price === 0;
  if (isFree || !may(ctx.actor, "money.see", subject)) return null;
  const [standing, papers] = await Promise.all([standingOf(ctx, found), papersAbout(ctx, booking)]);
  const money = (amount: number) => formatMoney({ amount, currency: booking.currency }, clock.locale);
  const mayTake = may(ctx.actor, "money.take", subject);
  const { price, discount, codeId } = booking;
  const code = codeId && (await nameOfCode(ctx, codeId));
  return {
    code: code ? `The code ${code} took ${money(discount)} off ${money(price)}.` : null,
    words: inWords(standing, money),
    movements: standing.movements.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      when: whenAndWhere(one.at.getTime(), clock).when,
      words: movementInWords(one, money),
    })),
    troubles: mayTake ? await troublesOf(ctx, booking.id, money) : [],
    papers: papers.map(({ id, name }) => ({ id, name })),
    canTake: mayTake && standing.payable > 0,
    canGiveBack: mayTake && standing.byHand + standing.byCard > 0,
  };
}

/** What went wrong with its money after it was paid, and where that is seen to. */
async function troublesOf(ctx: MemberCtx, bookingId: string, money: (amount: number) => string) {
  const [disputes, refunds] = await Promise.all([
    disputesOfBooking(ctx, bookingId),
    failedRefundsOfBooking(ctx, bookingId),
  ]);
  return [
    ...disputes.map(({ dispute: { id, amount, status } }) => ({
      id,
      words: `Their bank asked ${money(amount)} back${status === "won" ? ", and decided for you" : status === "lost" ? ", and gave it to them" : ""}`,
      href: href("/practice/billing/disputes/:id", { id }),
    })),
    ...refunds.map(({ id, amount }) => ({
      id,
      words: `${money(amount)} came back from their bank`,
      href: href("/practice/billing/refunds/:id", { id }),
    })),
  ];
}

export type MoneyShown = NonNullable<Awaited<ReturnType<typeof moneyShown>>>;

type Standing = Awaited<ReturnType<typeof standingOf>>;

function inWords({ received, returned, owed, payable }: Standing, money: (amount: number) => string): string {
  const kept = received - returned;
  if (owed > 0)
    return kept > 0 ? `${money(kept)} is paid, ${money(owed)} is owed.` : `${money(owed)} is owed.`;
  if (payable > 0)
    return kept > 0
      ? `${money(kept)} is paid, ${money(payable)} is left to pay.`
      : `${money(payable)} is to be paid.`;
  return kept > 0 ? `${money(kept)} is paid. Nothing is owed.` : "Nothing is owed.";
}

function movementInWords(one: Movement, money: (amount: number) => string): string {
  return one.kind === "came"
    ? `${money(one.amount)} came ${wayOf(one)}`
    : `${money(one.amount)} ${isUnderway(one) ? "is on its way back" : "went back"} ${wayOf(one)}`;
}
