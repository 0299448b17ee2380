import { newestToken } from "#app/domain/bookings/link.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { chooseUntil, toChooseWhenCalledOff } from "#app/domain/payments/choose-return.ts";
import type { Choice } from "#app/emails/letter/choice.ts";

/**
 * What a client may choose about once the practice called off what they had paid by card; null where there is nothing.
 * It is chosen by the private link of each booking, which outlives the week: so a guest can, who never signed in.
 */
export async function choiceOffered(ctx: Ctx, all: readonly WholeBooking[]): Promise<Choice | null> {
  const open: { whole: WholeBooking; amount: number; url: string }[] = [];
  for (const whole of all) {
    const amount = await toChooseWhenCalledOff(ctx, whole);
    if (amount === 0) continue;
    const url = `${ctx.appUrl}/book/manage/${await newestToken(ctx, whole.booking.id)}/choice`;
    open.push({ whole, amount, url });
  }
  const [first] = open;
  if (!first) return null;
  return {
    amount: {
      amount: open.reduce((sum, { amount }) => sum + amount, 0),
      currency: first.whole.booking.currency,
    },
    until: Math.min(...open.map(({ whole }) => chooseUntil(whole.booking))),
    each: open.map(({ whole, url }) => ({ at: whole.appointment.startsAt.getTime(), url })),
  };
}
