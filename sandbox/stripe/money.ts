import { invalid, type Refusal } from "./refusal.ts";

/** The least that can be charged. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const least: Record<string, number> = {
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  jpy: 50,
  nok: 300,
  nzd: 50,
  pln: 200,
  sek: 300,
  usd: 50,
};
const most = 99_999_999;
const withoutMinorUnits = new Set(["jpy"]);

/** Stripe's standard prices for cards of the account's own region: €0.25 + 1.5 %, elsewhere $0.30 + 2.9 %. */
const fees = { eur: { percent: 1.5, fixed: 25 }, others: { percent: 2.9, fixed: 30 } };

/** What Stripe keeps of a card payment, in minor units, rounded half up. */
export function feeOf(amount: number, currency: string): number {
  const { percent, fixed } = currency === "eur" ? fees.eur : fees.others;
  return Math.round((amount * percent) / 100) + fixed;
}

/** Money as Stripe writes it in its errors: €0.50. */
export function written(amount: number, currency: string): string {
  const digits = withoutMinorUnits.has(currency) ? 0 : 2;
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

/** Refuses a currency that cannot be charged in. */
export function knownCurrency(currency: string): string {
  if (least[currency] !== undefined) return currency;
  throw invalid(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: ${Object.keys(least).join(", ")}`,
    { param: "currency" },
  );
}

/** The refusal of an amount nobody can be charged, or null. `words` begin the sentence. */
export function amountRefusal(
  amount: number,
  currency: string,
  words = "Amount",
  param?: string,
): Refusal | null {
  const bound = least[currency] ?? 50;
  const about = param === undefined ? {} : { param };
  if (amount < bound)
    return invalid(`${words} must be at least ${written(bound, currency)} ${currency}`, {
      code: "amount_too_small",
      ...about,
    });
  if (amount > most)
    return invalid(`${words} must be no more than ${written(most, currency)}`, {
      code: "amount_too_large",
      ...about,
    });
  return null;
}
