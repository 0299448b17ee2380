/** Integer minor units and an ISO 4217 currency. */
export type Money = { amount: number; currency: string };

const formats = new Map<string, Intl.NumberFormat>();

/** The sum as people write it in their locale; whole amounts without decimals ("€85", "$12.50"). */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const digits =
    new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
    2;
  const units = amount / 10 ** digits;
  const key = `${locale} ${currency} ${Number.isInteger(units)}`;
  let format = formats.get(key);
  if (!format) {
    const decimals = Number.isInteger(units) ? 0 : digits;
    format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  return format.format(units);
}

/** The sum as a machine reads it ("85.00"), for JSON-LD. */
export function decimalMoney({ amount, currency }: Money): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return (amount / 10 ** digits).toFixed(digits);
}
