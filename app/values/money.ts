/** Integer minor units and an ISO 4217 currency. */
export type Money = { amount: number; currency: string };

const formats = new Map<string, Intl.NumberFormat>();

/** The sum as people write it in their locale; whole amounts without decimals ("€85", "$12.50"). */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const digits = digitsOf(currency);
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
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** The sum as somebody would type it into a field in their locale: "85", "85,50"; no sign and nothing between thousands. */
export function typedMoney({ amount, currency }: Money, locale: string): string {
  const digits = digitsOf(currency);
  const units = amount / 10 ** digits;
  const least = Number.isInteger(units) ? 0 : digits;
  // Arabic and the like write other digits; a field is typed in these.
  return new Intl.NumberFormat(`${new Intl.Locale(locale).baseName}-u-nu-latn`, {
    useGrouping: false,
    minimumFractionDigits: least,
    maximumFractionDigits: digits,
  }).format(units);
}

/** A million of anything: more than a session costs, and less than a column holds. */
const mostUnits = 1_000_000;

/**
 * Read a sum typed in a locale ("85", "85,00", "1 200", "€1,234.50") as minor units; null when it is none, has more
 * decimals than the currency, or is past a million. One separator before exactly three digits is that of the thousands
 * if the locale writes them so.
 */
export function parseMoney(text: string, currency: string, locale: string): number | null {
  const digits = digitsOf(currency);
  const bare = withoutSigns(text, currency, locale);
  const [, whole = "", decimals = ""] = splitNumber(bare, digits, thousandsMark(locale)) ?? [];
  if (!/^\d{1,10}$/.test(whole)) return null;
  const units = Number(whole);
  if (units > mostUnits) return null;
  return units * 10 ** digits + Number(decimals.padEnd(digits, "0") || "0");
}

function withoutSigns(text: string, currency: string, locale: string): string {
  const symbol = new Intl.NumberFormat(locale, { style: "currency", currency })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value;
  const spaceless = text.normalize("NFKC").replaceAll(/[\s'’]/gu, "");
  for (const sign of [symbol, currency]) {
    if (!sign) continue;
    if (spaceless.startsWith(sign)) return spaceless.slice(sign.length);
    if (spaceless.endsWith(sign)) return spaceless.slice(0, -sign.length);
  }
  return spaceless;
}

/** The whole units and the decimals of a number, or null when no reading of its points and commas is a number. */
function splitNumber(text: string, digits: number, thousands: string): [string, string, string] | null {
  const match = /^(\d[\d.,]*?)(?:([.,])(\d+))?$/.exec(text);
  if (!match) return null;
  const [, head = "", mark, tail = ""] = match;
  const isThousands = mark !== undefined && tail.length === 3 && (mark === thousands || head.includes(mark));
  const whole = isThousands ? `${head}${mark}${tail}` : head;
  const decimals = isThousands ? "" : tail;
  if (decimals.length > digits || (mark !== undefined && !isThousands && head.includes(mark))) return null;
  const groups = whole.split(/[.,]/);
  const marks = new Set(whole.replaceAll(/\d/g, ""));
  const areThousands =
    groups.length === 1 ||
    (marks.size === 1 &&
      /^\d{1,3}$/.test(groups[0] ?? "") &&
      groups.slice(1).every((group) => group.length === 3));
  return areThousands ? [text, groups.join(""), decimals] : null;
}

function thousandsMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_000_000);
  return parts.find(({ type }) => type === "group")?.value ?? "";
}

/** How many decimals a currency has (ISO 4217): two for the euro, none for the yen, three for the dinar. */
export function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
