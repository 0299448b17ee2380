import { z } from "zod";
import { overlapIn } from "#app/domain/availability/rules.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { currencyOf, localeOf } from "#app/domain/setup/usual.ts";
import { readRanges } from "#app/routes/practice/availability/typed-ranges.ts";
import { currencies, isManner, languages, mannerOf } from "#app/routes/practice/settings/manners.ts";
import { isRoom } from "#app/routes/practice/settings/typed-profile.ts";
import { line, lines, maybeLine, whole } from "#app/routes/practice/typed-fields.ts";
import { isCountry } from "#app/values/countries.ts";
import { parseMoney, typedMoney } from "#app/values/money.ts";
import { formatWeekday } from "#app/values/zoned.ts";

const choose = "Please choose one of these.";
/** A line that may be left out altogether. */
const perhaps = (max: number) => maybeLine(max).optional().default("");

export const you = z.object({
  name: line(120, "What are you called?"),
  firstName: perhaps(60),
  email: wish.email,
});

export const practice = z
  .object({
    kind: z.enum(["solo", "group"], { error: choose }),
    name: perhaps(120),
    country: z.string({ error: "Which country?" }).refine(isCountry, "Which country?"),
    zone: z
      .string({ error: "By which clock do you work?" })
      .min(1, "By which clock do you work?")
      .pipe(wish.zone),
    language: perhaps(20),
    clock: z.enum(["", "h12", "h23"], { error: choose }).default(""),
    currency: perhaps(3),
  })
  .transform(({ language, clock, currency, ...fields }, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const usual =
      language ||
      localeOf(
        fields.country,
        languages.map(({ value }) => value),
      );
    if (!isManner({ language: usual, clock })) wrong("language", choose);
    const money = currency || currencyOf(fields.country);
    if (!currencies.some(({ value }) => value === money))
      wrong("currency", "Which currency? I don’t know the usual one there.");
    if (fields.kind === "group" && fields.name === "") wrong("name", "What is the practice called?");
    return { ...fields, locale: mannerOf({ language: usual, clock }), currency: money ?? "EUR" };
  });

const place = z.enum(["online", "in_person", "phone"], { error: "Where does it take place?" });

/** A first call and one paid type; the price is read as the practice writes sums. */
export function sessions({ currency, locale }: { currency: string; locale: string }) {
  return z
    .object({
      callMinutes: whole(5, 120),
      callPlace: place,
      name: line(80, "A name, as clients will read it."),
      minutes: whole(5, 480),
      price: z.string({ error: "A price; 0 is free." }).trim().max(20, "A price; 0 is free."),
      place,
      bufferBefore: whole(0, 480),
      bufferAfter: whole(0, 480),
      roomUrl: perhaps(500).refine((text) => text === "" || isRoom(text), "A link that begins with https://"),
      address: perhaps(200),
    })
    .transform((fields, context) => {
      const price = parseMoney(fields.price, currency, locale);
      if (price === null) {
        const message = `A sum like ${typedMoney({ amount: 8550, currency }, locale)}; 0 is free.`;
        context.addIssue({ code: "custom", path: ["price"], message });
      }
      return { ...fields, price: price ?? 0 };
    });
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7];

export function prefixOf(weekday: number): string {
  return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday - 1] ?? "";
}

export const hours = z.record(z.string(), z.string()).transform((fields, context) => {
  const read = weekdays.map((weekday) => ({ weekday, ...readRanges(fields, prefixOf(weekday)) }));
  const ranges = read.flatMap(({ weekday, ranges }) => ranges.map((range) => ({ weekday, ...range })));
  const wrong = (weekday: number, field: string, message: string) =>
    context.addIssue({
      code: "custom",
      path: [field],
      message: `${formatWeekday(weekday, { locale: "en" })}: ${message}`,
    });
  for (const { weekday, errors } of read)
    for (const [field, message] of Object.entries(errors)) wrong(weekday, field, message);
  const overlap = ranges[overlapIn(ranges) ?? -1];
  if (overlap) wrong(overlap.weekday, overlap.field, "These hours overlap others you gave.");
  if (ranges.length === 0 && read.every(({ errors }) => Object.keys(errors).length === 0))
    context.addIssue({
      code: "custom",
      path: ["mon-1-from"],
      message: "Without any hours nobody can book. One day is enough to begin with.",
    });
  return { ranges: ranges.map(({ field: _, ...range }) => range) };
});

const mostMinutes = 60 * 24 * 60;

export const terms = z.object({
  termsWindow: whole(0, mostMinutes),
  lateFeePercent: whole(0, 100),
  refundPercent: whole(0, 100),
});

export const words = z.object({
  title: line(120, "A few words on what you are: “Licensed psychologist”."),
  headline: line(120, "The first words somebody reads. They can’t be empty."),
  lead: lines(1_000).pipe(z.string().min(1, "A few sentences under the headline, please.")),
  strapline: perhaps(120),
  about: lines(4_000).optional().default(""),
  replyTime: line(120, "When people can expect an answer."),
  email: wish.email,
  phone: wish.phone.optional().default(""),
});
