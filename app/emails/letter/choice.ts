import { formatMoney, type Money } from "#app/values/money.ts";
import { dayOf, formatDate } from "#app/values/zoned.ts";
import type { BookingLetter } from "./booking.ts";

/** What somebody paid by card for what the practice called off, until when (ms) they may choose, and where. */
export type Choice = { amount: Money; until: number; url: string };

/** That they choose how they have it back, and what happens when they don't; null where nothing was paid by card. */
export function choiceInWords(
  { guest, practice }: BookingLetter,
  choice: Choice | null | undefined,
  count: 1 | "several" = 1,
): { words: string; press: string; url: string } | null {
  if (!choice) return null;
  const sum = formatMoney(choice.amount, practice.locale);
  const day = formatDate(dayOf(guest.zone, choice.until), practice);
  const next = count === 1 ? "" : " for each of them";
  return {
    words: `You paid ${sum} by card, and you choose${next}: back to your card, or kept for your next appointment. Until ${day} you can say so on your page. After that it goes back to your card by itself.`,
    press: "Choose on your page",
    url: choice.url,
  };
}
