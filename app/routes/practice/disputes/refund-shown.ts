import type { MemberCtx } from "#app/domain/ctx.ts";
import { type FailedRefund, failedRefundWithin } from "#app/domain/payments/failed-refunds.ts";
import { ownPractice, type Practice } from "#app/domain/practices/queries.ts";
import { orNotFound } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayInYear } from "./shown.ts";

/** What is said once somebody has done something about it. */
export const refundNews = {
  again: "It is on its way to the card once more.",
  "by-hand": "Recorded. The books say that it went back by hand.",
  settled: "Somebody has seen to it already.",
};

/** A refund that came back from the bank, as its pages begin with it. */
export function shownRefund(refund: FailedRefund, practice: Pick<Practice, "zone" | "locale">) {
  const { id, clientName, amount, currency, startsAt, failedAt } = refund;
  return {
    ...{ id, clientName, bookingId: refund.bookingId },
    sum: formatMoney({ amount, currency }, practice.locale),
    startsAt: startsAt.toISOString(),
    when: whenInYear(startsAt.getTime(), practice),
    cameBack: `Sent to the card, and come back on ${dayInYear(failedAt, practice)}.`,
  };
}

/** One of them, for whoever handles its money; 404 for any other. */
export async function cameBack(ctx: MemberCtx, id: string) {
  const [found, practice] = await Promise.all([failedRefundWithin(ctx, "money.take", id), ownPractice(ctx)]);
  const { refund, isSettled } = orNotFound(found);
  return { ...shownRefund(refund, practice), isSettled };
}
