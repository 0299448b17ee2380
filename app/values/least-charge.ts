import type { Money } from "./money.ts";

/** The least a card is charged, in minor units. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const least: Record<string, number> = {
  AUD: 50,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  JPY: 50,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  SEK: 300,
  USD: 50,
};

/** What is charged where `amount` is left to pay: nothing, when it is less than a card can be charged (decisions, 20). */
export function chargeable({ amount, currency }: Money): number {
  return amount < (least[currency] ?? 50) ? 0 : amount;
}
