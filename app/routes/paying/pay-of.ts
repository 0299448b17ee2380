import type { RouterContextProvider } from "react-router";
import { z } from "zod";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { graceMinutes, lateFee } from "#app/domain/bookings/rules.ts";
import { giveCardConsent } from "#app/domain/clients/card-consent.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { cardWordsFor } from "#app/domain/payments/card-words.ts";
import { letGo } from "#app/domain/payments/let-go.ts";
import { type PayRefusal, payFor } from "#app/domain/payments/pay-for.ts";
import { standingOf } from "#app/domain/payments/queries.ts";
import { type FieldErrors, readForm, worldOf } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { shownBooking } from "#app/routes/shown-booking.ts";
import { byTheClock } from "#app/routes/terms-in-words.ts";
import { timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, MINUTE } from "#app/values/zoned.ts";

/** Whether there is something to be done before a booking stands: it is kept until it is paid, or until a card is left. */
export function isToBePaid({ booking }: WholeBooking, now: number): boolean {
  const isKept = booking.status === "held" && (booking.holdsUntil?.getTime() ?? 0) > now;
  return isKept && (booking.heldFor === "payment" || booking.heldFor === "card");
}

/** What somebody sees before they pay: what for, how much, until when it is kept, and the terms. */
export async function payPageOf(ctx: Ctx, whole: WholeBooking, zone: string) {
  const { booking, practice } = whole;
  const now = ctx.now().getTime();
  const money = (amount: number) => formatMoney({ amount, currency: booking.currency }, practice.locale);
  const { payable } = await standingOf(ctx, whole);
  const fee = lateFee(booking);
  return {
    ...shownBooking(whole, { zone, now }),
    isCard: booking.heldFor === "card",
    amount: money(payable),
    discount: booking.discount > 0 ? money(booking.discount) : null,
    credit: booking.creditUsed > 0 ? money(booking.creditUsed) : null,
    keptUntil: keptUntilInWords(whole, { zone, now }),
    terms: {
      window: booking.termsWindow === 0 ? null : byTheClock(booking.termsWindow),
      fee: fee === 0 ? null : money(fee),
      returned: booking.refundPercent,
    },
    consent: booking.heldFor === "card" ? (await cardWordsFor(ctx, whole)).text : null,
  };
}

/** Until when somebody can count on a time that is kept for them: the grace at its end is for us. */
export function keptUntilInWords(
  { booking, practice: { locale } }: WholeBooking,
  { zone, now }: { zone: string; now: number },
): string {
  const until = (booking.holdsUntil?.getTime() ?? now) - graceMinutes * MINUTE;
  const isToday = dayOf(zone, until) === dayOf(zone, now);
  return isToday ? timeOnALine(until, { zone, locale }) : whenAndWhere(until, { zone, locale }).when;
}

export type PayShown = Awaited<ReturnType<typeof payPageOf>>;

const schema = z.object({ do: z.enum(["pay", "let_go"]).default("pay"), agreed: tick });

/** What came of a press: where to go on, or what is wrong with it. */
export type Pressed =
  | { is: "go"; to: string }
  | { is: "over" }
  | { is: "wrong"; status: number; errors: FieldErrors };

/** Pay, leave a card, or let the time go. */
export async function pressed(
  context: Readonly<RouterContextProvider>,
  ctx: Ctx,
  whole: WholeBooking,
  request: Request,
): Promise<Pressed> {
  const form = await readForm(request, schema);
  if (!form.ok) return { is: "wrong", status: 422, errors: form.errors };
  const { id: bookingId } = whole.booking;
  if (form.value.do === "let_go") {
    await letGo(ctx, worldOf(context), { bookingId });
    return { is: "over" };
  }
  const isCard = whole.booking.heldFor === "card";
  if (isCard && !form.value.agreed) return { is: "wrong", status: 422, errors: { agreed: agreeFirst } };
  const consentId = isCard ? await agree(ctx, whole) : undefined;
  const pay = await payFor(ctx, worldOf(context), { bookingId, consentId });
  if (pay.ok) return { is: "go", to: pay.value.url };
  if (pay.refusal === "paid_already" || pay.refusal === "gone" || pay.refusal === "not_here")
    return { is: "over" };
  return {
    is: "wrong",
    status: pay.refusal === "away" ? 503 : 422,
    errors: { pay: payRefusals[pay.refusal] },
  };
}

function agree(ctx: Ctx, whole: WholeBooking): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const { clientId, guestName: givenBy } = whole.booking;
    return giveCardConsent(ctx, { clientId, givenBy, ...(await cardWordsFor(ctx, whole)) });
  });
}

const agreeFirst = "Please say that the card may be charged like this; without that it isn’t kept.";

/** Why somebody cannot pay just now, in words. */
export const payRefusals: Record<Exclude<PayRefusal, "paid_already" | "gone" | "not_here">, string> = {
  away: "The payment page doesn’t answer just now. Your time is still kept, and nothing was taken. Please press again in a minute.",
  too_often:
    "This time was kept for you three times now. Please let it go, and choose it again if it is still open.",
  consent_first: agreeFirst,
};
