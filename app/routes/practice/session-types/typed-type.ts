import { z } from "zod";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { tick } from "#app/routes/form-fields.ts";
import { leadsFrom, leadsTyped, leadTicks, withoutTicks } from "#app/routes/reminder-fields.tsx";
import { parseMoney, typedMoney } from "#app/values/money.ts";
import { isSlug } from "#app/values/slug.ts";
import { line, lines, whole } from "../typed-fields.ts";

type Practice = { currency: string; locale: string };

const mostMinutes = 60 * 24 * 60;

/** A session type as it is typed, the price in the practice's own way of writing. */
export function typeSchema({ currency, locale }: Practice) {
  return z
    .object({
      name: line(80, "A name, as clients will read it."),
      slug: z
        .string()
        .trim()
        .optional()
        .transform((text) => text || undefined)
        .refine(
          (text) => text === undefined || isSlug(text),
          "Small letters, digits and hyphens between them, from 2 to 60.",
        ),
      description: lines(600),
      kind: z.enum(["discovery", "individual", "couple", "group", "event"], { error: "Which kind is it?" }),
      place: z.enum(["online", "in_person", "phone"], { error: "Where does it take place?" }),
      minutes: whole(5, 1440),
      price: z.string({ error: "A price; 0 is free." }).trim(),
      bufferBefore: whole(0, 480),
      bufferAfter: whole(0, 480),
      step: whole(5, 1440),
      notice: whole(0, mostMinutes),
      horizonDays: whole(1, 730),
      termsWindow: whole(0, mostMinutes),
      lateFeePercent: whole(0, 100),
      refundPercent: whole(0, 100),
      ageFrom: whole(0, 99),
      chargeWhen: z.enum(["at_booking", "after_session", "monthly"], { error: "When is it charged?" }),
      capacity: whole(1, 500).default(1),
      openness: z.enum(["anybody", "clients"]).optional(),
      needsApproval: tick,
      isPublished: tick,
      ...leadTicks,
      rank: whole(1, 999),
    })
    .transform((fields, context) => {
      const { openness, price: typedPrice, slug, capacity, ...rest } = fields;
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: "custom", path: [field], message });
      const price = parseMoney(typedPrice, currency, locale);
      const { kind } = fields;
      if (price === null)
        wrong("price", `A sum like ${typedMoney({ amount: 8550, currency }, locale)}; 0 is free.`);
      if (kind === "discovery" && price !== null && price > 0)
        wrong("price", "A first call is free. For something paid, choose another kind.");
      if (kind === "event" && !openness)
        wrong("openness", "Please choose: an event is open to anybody only when you say so.");
      return {
        ...withoutTicks(rest),
        slug,
        price: price ?? 0,
        capacity: isOneToOne({ kind }) ? 1 : capacity,
        reminders: leadsFrom(fields),
        isOpenToAll: kind === "event" && openness === "anybody",
      };
    });
}

/** Who offers it: each has a box. Where there is only one therapist nobody is asked. */
export function offering(
  typed: Readonly<Record<string, string>>,
  therapists: readonly { id: string }[],
): string[] {
  const ids = therapists.map(({ id }) => id);
  return ids.length === 1 ? ids : ids.filter((id) => typed[`by-${id}`] === "yes");
}

/** A type as the fields it would be typed into. */
export function asFields(
  type: SessionType & { therapistIds: readonly string[] },
  rank: number,
  { currency, locale }: Practice,
): Record<string, string> {
  const { name, slug, description, kind, place, chargeWhen } = type;
  return {
    ...{ name, slug, description, kind, place, chargeWhen },
    minutes: String(type.minutes),
    price: typedMoney({ amount: type.price, currency }, locale),
    bufferBefore: String(type.bufferBefore),
    bufferAfter: String(type.bufferAfter),
    step: String(type.step),
    notice: String(type.notice),
    horizonDays: String(type.horizonDays),
    termsWindow: String(type.termsWindow),
    lateFeePercent: String(type.lateFeePercent),
    refundPercent: String(type.refundPercent),
    ageFrom: String(type.ageFrom),
    capacity: String(type.capacity),
    openness: kind === "event" ? (type.isOpenToAll ? "anybody" : "clients") : "",
    needsApproval: type.needsApproval ? "yes" : "",
    isPublished: type.isPublished ? "yes" : "",
    rank: String(rank),
    ...leadsTyped(type.reminders),
    ...Object.fromEntries(type.therapistIds.map((id) => [`by-${id}`, "yes"])),
  };
}

/** What a new type's form opens with: an hour as most people have it. */
export function newFields(rank: number, therapistIds: readonly string[]): Record<string, string> {
  return {
    kind: "individual",
    place: "online",
    minutes: "50",
    bufferBefore: "10",
    bufferAfter: "10",
    step: "30",
    notice: "1440",
    horizonDays: "60",
    termsWindow: "1440",
    lateFeePercent: "100",
    refundPercent: "100",
    ageFrom: "18",
    capacity: "1",
    chargeWhen: "after_session",
    isPublished: "yes",
    rank: String(rank),
    ...leadsTyped([1_440, 60]),
    ...Object.fromEntries(therapistIds.map((id) => [`by-${id}`, "yes"])),
  };
}
