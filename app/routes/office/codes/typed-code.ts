import { z } from "zod";
import type { Draft } from "#app/domain/codes/change.ts";
import type { Listed } from "#app/domain/codes/queries.ts";
import { optional, tick } from "#app/routes/form-fields.ts";
import { maybeLine, whole } from "#app/routes/practice/typed-fields.ts";
import { parseMoney, typedMoney } from "#app/values/money.ts";

type Practice = { currency: string; locale: string };

const day = z.iso.date({ error: "A date, as the calendar gives it." });
const often = optional(whole(1, 100_000));

/** A code as it is typed, a sum in the practice's own way of writing; what it is for is read by `scopesIn`. */
export function codeSchema({ currency, locale }: Practice) {
  return z
    .object({
      code: z
        .string({ error: "The word people type." })
        .trim()
        .regex(
          /^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$/,
          "One word of 2 to 40 letters and digits; points and hyphens may stand in it.",
        ),
      label: maybeLine(120),
      by: z.enum(["percent", "amount"], { error: "A share of the price, or a sum?" }),
      off: z.string({ error: "How much it takes off." }).trim(),
      validFrom: optional(day),
      validUntil: optional(day),
      totalLimit: often,
      perClientLimit: often,
      firstPaidOnly: tick,
      fundedBy: z.enum(["practice", "therapist"]).default("practice"),
    })
    .transform(({ by, off, validFrom, validUntil, totalLimit, perClientLimit, ...rest }, context) => {
      const number = by === "percent" ? share(off) : parseMoney(off, currency, locale);
      if (!number)
        context.addIssue({ code: "custom", path: ["off"], message: wanted(by, { currency, locale }) });
      return {
        ...rest,
        percent: by === "percent" ? number : null,
        amount: by === "amount" ? number : null,
        validFrom: validFrom ?? null,
        validUntil: validUntil ?? null,
        totalLimit: totalLimit ?? null,
        perClientLimit: perClientLimit ?? null,
      };
    });
}

function share(typed: string): number | null {
  const [, digits] = /^(\d{1,3})\s*%?$/.exec(typed) ?? [];
  const percent = Number(digits);
  return percent >= 1 && percent <= 100 ? percent : null;
}

function wanted(by: "percent" | "amount", { currency, locale }: Practice): string {
  return by === "percent"
    ? "A whole number from 1 to 100."
    : `A sum like ${typedMoney({ amount: 2050, currency }, locale)}, above nothing.`;
}

type Choices = { types: readonly { id: string }[]; therapists: readonly { id: string }[] };

/** What it is for: each session type and each therapist has a box, and none ticked is all. */
export function scopesIn(typed: Readonly<Record<string, string>>, { types, therapists }: Choices) {
  const ticked = (name: string, all: readonly { id: string }[]) =>
    all.flatMap(({ id }) => (typed[`${name}-${id}`] === "yes" ? [id] : []));
  return { sessionTypeIds: ticked("type", types), therapistIds: ticked("by", therapists) };
}

/** A code as the fields it would be typed into. */
export function asFields(code: Omit<Draft, "code"> & Pick<Listed, "code">, practice: Practice) {
  const { percent, amount, validFrom, validUntil, totalLimit, perClientLimit } = code;
  const number = (limit: number | null) => (limit === null ? "" : String(limit));
  return {
    ...{ code: code.code, label: code.label, fundedBy: code.fundedBy },
    by: percent === null ? "amount" : "percent",
    off:
      percent === null
        ? typedMoney({ amount: amount ?? 0, currency: practice.currency }, practice.locale)
        : String(percent),
    validFrom: validFrom ?? "",
    validUntil: validUntil ?? "",
    totalLimit: number(totalLimit),
    perClientLimit: number(perClientLimit),
    firstPaidOnly: code.firstPaidOnly ? "yes" : "",
    ...Object.fromEntries(code.sessionTypeIds.map((id) => [`type-${id}`, "yes"])),
    ...Object.fromEntries(code.therapistIds.map((id) => [`by-${id}`, "yes"])),
  };
}

/** What a new code's form opens with. */
export const newFields: Record<string, string> = { by: "percent", fundedBy: "practice" };
