import { formatMoney, type Money } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { BookingLetter } from "./booking.ts";
import { dayAndTime } from "./sentences.ts";

/** What somebody paid by card for what the practice called off, until when (ms) they may choose, and where, for each time (ms). */
export type Choice = { amount: Money; until: number; each: readonly { at: number; url: string }[] };

/** That they choose how they have it back, where, and what happens when they don’t; null where nothing was paid by card. */
export function choiceInWords(
  letter: BookingLetter,
  choice: Choice | null | undefined,
): { words: string; links: { words: string; url: string }[] } | null {
  if (!choice) return null;
  const { guest, practice } = letter;
  const sum = formatMoney(choice.amount, practice.locale);
  const day = formatDate(dayOf(guest.zone, choice.until), practice);
  const [next, where] =
    choice.each.length === 1 ? ["", "by this link"] : [" for each of them", "by these links"];
  return {
    words: `You paid ${sum} by card, and you choose${next}: back to your card, or kept for your next appointment. Until ${day} you can say so ${where}, without signing in. After that it goes back to your card by itself.`,
    links: choice.each.map(({ at, url }) => ({
      words: choice.each.length === 1 ? "Choose how you have it back" : dayAndTime(letter, guest.zone, at),
      url,
    })),
  };
}
