/**
 * The least that can be charged to a card, minor units, by the currency an account is settled in.
 * Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const least: Record<string, number> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17500,
  INR: 50,
  JPY: 50,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  USD: 50,
};

/** The least that can be charged to a card in a currency, minor units; half a unit where Stripe names none. */
export function leastCharge(currency: string): number {
  return least[currency] ?? 50;
}

/** What a price comes to where cards are taken: one below the least costs nothing (decisions, 20). */
export function chargeable(price: number, currency: string): number {
  return price < leastCharge(currency) ? 0 : price;
}

/** How much of a credit is put towards what is due, so that the rest is nothing or can be charged. */
export function creditTowards(
  due: number,
  { credit, currency }: { credit: number; currency: string },
): number {
  if (credit >= due) return due;
  const rest = due - Math.max(0, credit);
  return rest >= leastCharge(currency) ? Math.max(0, credit) : Math.max(0, due - leastCharge(currency));
}
