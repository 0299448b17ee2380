import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { standingOf } from "#app/domain/payments/queries.ts";
import { formatMoney } from "#app/values/money.ts";

/** What was paid for a session and what went back of it, in a few words; null while nothing was. */
export async function paidInWords(ctx: Ctx, whole: WholeBooking): Promise<string | null> {
  const { received, returned } = await standingOf(ctx, whole);
  const { currency } = whole.booking;
  const money = (amount: number) => formatMoney({ amount, currency }, whole.practice.locale);
  if (received === 0) return null;
  return returned === 0
    ? money(received)
    : `${money(received)}, of which ${money(returned)} went back to you`;
}
