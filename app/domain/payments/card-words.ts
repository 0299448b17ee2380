import { and, eq, max, ne } from "drizzle-orm";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { formatMoney } from "#app/values/money.ts";

/** Which words a consent was given in; they change, and those that were agreed to stay with the consent. */
const textVersion = "2026-11-29";

/** How many of the dearest sessions a month may come to: one a week, and one more. */
const sessionsAMonth = 6;

/** What is agreed to when a card is kept, in words, and the amounts (minor units) they name. */
export type CardWords = { textVersion: string; text: string; upTo: number; upToMonthly: number };

/** What a client agrees to when they leave a card for sessions like this one. */
export async function cardWordsFor(ctx: Ctx, { booking, practice }: WholeBooking): Promise<CardWords> {
  const [dearest] = await ctx.db
    .select({ price: max(sessionTypes.price) })
    .from(sessionTypes)
    .where(and(eq(sessionTypes.practiceId, ctx.practiceId), ne(sessionTypes.chargeWhen, "at_booking")));
  const upTo = Math.max(booking.price, dearest?.price ?? 0);
  const upToMonthly = upTo * sessionsAMonth;
  const money = (amount: number) => formatMoney({ amount, currency: booking.currency }, practice.locale);
  const when =
    booking.chargeWhen === "monthly"
      ? "at the beginning of each month, for the month before"
      : "after each session";
  return {
    textVersion,
    upTo,
    upToMonthly,
    text: `${practice.name} may charge this card ${when}, for sessions I came to and for the fee of one I missed or cancelled late: at most ${money(upTo)} for one session and ${money(upToMonthly)} in a month. I can take this back at any time on my payments page.`,
  };
}
