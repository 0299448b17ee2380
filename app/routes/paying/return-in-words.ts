import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { ReturnStanding } from "#app/domain/payments/return-standing.ts";
import { formatMoney } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";

/** What a page says of money that was paid for an appointment the practice called off. */
export type ReturnShown =
  | { is: "open"; title: string; words: string[]; hint: string }
  | { is: "over"; title: string; words: string[] };

/** The choice before it is made, or what became of the money, in words. */
export function returnInWords({ booking, practice }: WholeBooking, standing: ReturnStanding): ReturnShown {
  const money = (amount: number) => formatMoney({ amount, currency: booking.currency }, practice.locale);
  if (standing.is === "open") {
    const day = formatDate(dayOf(booking.guestZone, standing.until), practice);
    const sum = money(standing.amount);
    return {
      is: "open",
      title: `${sum} is yours`,
      words: [`Would you like the ${sum} back on your card, or kept for your next appointment?`],
      hint: `Until ${day} you can choose. After that it goes back to your card by itself. Kept, it is taken off what your next appointment costs.`,
    };
  }
  const { toCard, kept, byHand, cameBack, byItself } = standing;
  const words = [
    toCard > 0 &&
      `${money(toCard)} ${byItself ? "went back to your card by itself, as nobody had chosen by then." : "goes back to your card."} Banks take up to ten days to show it.`,
    kept > 0 && `${money(kept)} is kept for you, and taken off what your next appointment costs.`,
    byHand > 0 && `${money(byHand)} was given back to you by ${practice.name}.`,
    cameBack > 0 &&
      `${money(cameBack)} could not go back to your card: ${practice.name} will be in touch about it.`,
  ].filter((one): one is string => typeof one === "string");
  return {
    is: "over",
    title: titleOf(standing),
    words: words.length > 0 ? words : [`It has been settled with ${practice.name} in another way.`],
  };
}

function titleOf({ toCard, kept, cameBack }: Extract<ReturnStanding, { is: "over" }>): string {
  if (kept > 0) return toCard > 0 ? "You have it back" : "It is kept for you";
  if (cameBack > 0) return "It could not go back yet";
  return toCard > 0 ? "It goes back to your card" : "Nothing is left to choose";
}
