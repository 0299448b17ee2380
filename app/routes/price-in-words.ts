import type { SessionType } from "#app/domain/session-types/queries.ts";
import { formatMoney } from "#app/values/money.ts";

type Priced = Pick<SessionType, "price" | "chargeWhen">;

type Booked = { price: number; discount: number; currency: string };

/** What a booking costs, with what a code took off it: "€85", "€68 (€85 less €17 by a code)", "free". */
export function priceBooked({ price, discount, currency }: Booked, locale: string): string {
  const money = (amount: number) => (amount === 0 ? "free" : formatMoney({ amount, currency }, locale));
  return discount === 0
    ? money(price)
    : `${money(price - discount)} (${money(price)} less ${money(discount)} by a code)`;
}

/** What a session costs and when it is paid: "€85, paid when you book", "€120, paid after the session", "free". */
export function priceInWords(
  { price, chargeWhen }: Priced,
  { currency, locale }: { currency: string; locale: string },
): string {
  if (price === 0) return "free";
  return `${formatMoney({ amount: price, currency }, locale)}, ${paid[chargeWhen]}`;
}

const paid = {
  at_booking: "paid when you book",
  after_session: "paid after the session",
  monthly: "paid at the end of the month",
} as const;
