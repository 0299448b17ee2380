import { formatMoney, type Money } from "#app/values/money.ts";

/** A sum in the practice's locale; nothing to pay is said in a word. */
export function Price({ price, locale, free = "Free" }: { price: Money; locale: string; free?: string }) {
  return <span className="time">{price.amount === 0 ? free : formatMoney(price, locale)}</span>;
}
