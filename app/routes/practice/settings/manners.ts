import type { Choice } from "#app/ui/fields.tsx";
import { formatMoney } from "#app/values/money.ts";
import { formatDayAndTime } from "#app/values/zoned.ts";

/** A practice's way of writing dates and sums: a place's, with a clock of its own choosing or the place's ("h12", "h23"). */
export type Manner = { language: string; clock: string };

export const languages: Choice[] = [
  { value: "en-GB", label: "English (United Kingdom)" },
  { value: "en-IE", label: "English (Ireland)" },
  { value: "en-US", label: "English (United States)" },
  { value: "en-CA", label: "English (Canada)" },
  { value: "en-AU", label: "English (Australia)" },
  { value: "en-NZ", label: "English (New Zealand)" },
  { value: "en-ZA", label: "English (South Africa)" },
  { value: "da-DK", label: "Danish" },
  { value: "de-DE", label: "German (Germany)" },
  { value: "de-AT", label: "German (Austria)" },
  { value: "de-CH", label: "German (Switzerland)" },
  { value: "es-ES", label: "Spanish" },
  { value: "fi-FI", label: "Finnish" },
  { value: "fr-FR", label: "French (France)" },
  { value: "fr-CA", label: "French (Canada)" },
  { value: "it-IT", label: "Italian" },
  { value: "nb-NO", label: "Norwegian" },
  { value: "nl-NL", label: "Dutch" },
  { value: "pl-PL", label: "Polish" },
  { value: "pt-PT", label: "Portuguese" },
  { value: "sv-SE", label: "Swedish" },
];

export const clocks: Choice[] = [
  { value: "", label: "As is usual there" },
  { value: "h12", label: "12 hours, am and pm" },
  { value: "h23", label: "24 hours" },
];

const codes = [
  ...["EUR", "GBP", "USD", "AUD", "CAD", "CHF", "CZK", "DKK", "HKD", "HUF", "ILS", "INR", "JPY"],
  ...["KRW", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "THB", "ZAR"],
];

export const currencies: Choice[] = codes.map((code) => ({
  value: code,
  label: `${new Intl.DisplayNames(["en-GB"], { type: "currency" }).of(code)} (${code})`,
}));

/** A locale as the two choices it is made of. */
export function partsOf(locale: string): Manner {
  const { baseName, hourCycle } = new Intl.Locale(locale);
  return { language: baseName, clock: hourCycle === "h12" || hourCycle === "h23" ? hourCycle : "" };
}

/** Whether both choices are among those offered. */
export function isManner({ language, clock }: Manner): boolean {
  return languages.some(({ value }) => value === language) && clocks.some(({ value }) => value === clock);
}

/** The two choices as the locale (BCP 47, with Unicode's `hc` for the clock). */
export function mannerOf({ language, clock }: Manner): string {
  return clock ? `${language}-u-hc-${clock}` : language;
}

/** What a moment and a sum look like: "Wednesday 3 February, 12:00 pm and €1,234.50". */
export function mannerSample({ locale, currency }: { locale: string; currency: string }, now: Date): string {
  return `${formatDayAndTime(now, "UTC", { locale })} and ${formatMoney({ amount: 123_450, currency }, locale)}`;
}
