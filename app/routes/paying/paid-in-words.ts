import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { standingOf } from "#app/domain/payments/queries.ts";
import { formatMoney } from "#app/values/money.ts";

/** What was paid for a session and what went back of it, in a few words; null while nothing was. */
export async function paidInWords(ctx: Ctx, whole: WholeBooking): Promise<string | null> {
  const { received, returned, underway, cameBack } = await standingOf(ctx, whole);
  const { currency } = whole.booking;
  const money = (amount: number) => formatMoney({ amount, currency }, whole.practice.locale);
  if (received === 0) return null;
  const arrived = returned - underway;
  const back = [
    arrived > 0 && `${money(arrived)} went back to you`,
    underway > 0 && `${money(underway)} is on its way back to you`,
  ].filter(Boolean);
  const paid = back.length > 0 ? `${money(received)}, of which ${back.join(" and ")}` : money(received);
  return cameBack > 0
    ? `${paid}. ${money(cameBack)} could not go back to your card: ${whole.therapist.firstName} will be in touch.`
    : paid;
}
