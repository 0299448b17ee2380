import type { Setup } from "#app/domain/setup/answers.ts";
import { placeWords } from "#app/routes/practice/session-types/words.ts";
import { inHours } from "#app/routes/terms-in-words.ts";
import { allCountries } from "#app/values/countries.ts";
import { formatMoney } from "#app/values/money.ts";
import { formatMinute, formatWeekday, zoneCity } from "#app/values/zoned.ts";
import { type AllRead, read } from "./answers.ts";
import type { Guess } from "./defaults.ts";
import { type StepKey, steps } from "./steps.ts";

export type Reviewed = { title: string; path: string; facts: { term: string; value: string }[] };

/** What was answered, step by step, in words. A step that does not hold together yet has nothing to say. */
export function reviewed(setup: Setup, guess: Guess): Reviewed[] {
  const all = read(setup, guess);
  return steps
    .filter(({ key }) => key !== "review")
    .map(({ key, title, path }) => ({ title, path, facts: factsOf(key, all, setup) }));
}

function factsOf(key: StepKey, all: AllRead, setup: Setup): Reviewed["facts"] {
  const { you, practice, sessions, hours, terms, words } = all;
  const { locale, currency } = practice ?? { locale: "en-GB", currency: "EUR" };
  const minutes = (many: number) => `${many} minutes`;
  switch (key) {
    case "you":
      return you ? [fact("Name", you.name), fact("Email", you.email)] : [];
    case "practice":
      return practice
        ? [
            fact("Name", practice.name),
            fact("Where", `${countryName(practice.country)}, ${zoneCity(practice.zone)} time`),
            fact("Sums", formatMoney({ amount: 123_450, currency }, locale)),
          ]
        : [];
    case "sessions":
      return sessions
        ? [
            fact("First call", `${minutes(sessions.callMinutes)}, free, ${placeWords[sessions.callPlace]}`),
            fact(
              sessions.name,
              `${minutes(sessions.minutes)}, ${formatMoney({ amount: sessions.price, currency }, locale)}, ${placeWords[sessions.place]}`,
            ),
          ]
        : [];
    case "hours":
      return (hours?.ranges ?? []).length > 0 ? weekOf(hours?.ranges ?? [], locale) : [];
    case "terms":
      return terms
        ? [
            fact(
              "Free to cancel",
              terms.termsWindow === 0 ? "until it begins" : `until ${inHours(terms.termsWindow)} before`,
            ),
            fact("Kept when later", `${terms.lateFeePercent} %`),
            fact("Given back in time", `${terms.refundPercent} %`),
          ]
        : [];
    case "words":
      return words
        ? [
            fact("You are", words.title),
            fact("Headline", words.headline),
            fact("You answer", words.replyTime),
          ]
        : [];
    default:
      return [fact("Picture", setup.hasPhoto ? "One of you" : "None")];
  }
}

function fact(term: string, value: string) {
  return { term, value };
}

function countryName(code: string): string {
  return allCountries().find((country) => country.code === code)?.name ?? code;
}

type Ranges = NonNullable<AllRead["hours"]>["ranges"];

function weekOf(ranges: Ranges, locale: string): Reviewed["facts"] {
  const at = (minute: number) => formatMinute(minute % 1440, { locale });
  return [...Map.groupBy(ranges, ({ weekday }) => weekday)].map(([weekday, all]) =>
    fact(
      formatWeekday(weekday, { locale }),
      all.map(({ startMinute, length }) => `${at(startMinute)} to ${at(startMinute + length)}`).join(", "),
    ),
  );
}
