import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { chooseUntil, toChooseWhenCalledOff } from "#app/domain/payments/choose-return.ts";
import type { Choice } from "#app/emails/letter/choice.ts";

/** What a client may choose about once the practice called off what they had paid by card; null where there is nothing. */
export async function choiceOffered(ctx: Ctx, all: readonly WholeBooking[]): Promise<Choice | null> {
  const open: { whole: WholeBooking; amount: number }[] = [];
  for (const whole of all) {
    const amount = await toChooseWhenCalledOff(ctx, whole);
    if (amount > 0) open.push({ whole, amount });
  }
  const [first] = open;
  if (!first) return null;
  const sessions = `${ctx.appUrl}/client/sessions`;
  return {
    amount: {
      amount: open.reduce((sum, { amount }) => sum + amount, 0),
      currency: first.whole.booking.currency,
    },
    until: Math.min(...open.map(({ whole }) => chooseUntil(whole.booking))),
    url: open.length === 1 ? `${sessions}/${first.whole.booking.id}` : sessions,
  };
}
