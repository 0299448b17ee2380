/**
 * What is usual in a country, for a practice that has not said otherwise: its currency (ISO 4217, as of the tables of
 * CLDR 47) and the way of writing dates and sums. Both are first guesses that the owner sees and can change.
 */
const currencies: Record<string, string> = {
  EUR: "AD AT BE BG CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MQ MT NL PT RE SI SK SM VA XK YT",
  GBP: "GB GG IM JE",
  USD: "US AS GU MP PR VI EC SV PA",
  AUD: "AU CC CX KI NF NR TV",
  CAD: "CA",
  CHF: "CH LI",
  CZK: "CZ",
  DKK: "DK FO GL",
  HKD: "HK",
  HUF: "HU",
  ILS: "IL PS",
  INR: "IN BT",
  JPY: "JP",
  KRW: "KR",
  MXN: "MX",
  NOK: "NO SJ",
  NZD: "NZ CK NU PN TK",
  PLN: "PL",
  RON: "RO",
  SEK: "SE",
  SGD: "SG",
  THB: "TH",
  ZAR: "ZA LS NA",
};

const byCountry = new Map(
  Object.entries(currencies).flatMap(([currency, countries]) =>
    countries.split(" ").map((country) => [country, currency] as const),
  ),
);

/** The currency of a country, or null where it is none of those a practice can have. */
export function currencyOf(country: string): string | null {
  return byCountry.get(country) ?? null;
}

/**
 * Of the locales on offer, the one for a country: English as it is written there, or else in Europe. Pages speak English
 * (decisions, 29), and a Portuguese Tuesday in the middle of a sentence is for its owner to ask for.
 */
export function localeOf(country: string, offered: readonly string[]): string {
  return offered.find((locale) => locale === `en-${country}`) ?? "en-GB";
}
