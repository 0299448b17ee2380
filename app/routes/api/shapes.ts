import { z } from "zod";
import { email, name, note, phone, region, slug, startsAt, zone } from "#app/domain/reception/wish.ts";
import { isOneLine } from "#app/values/words.ts";
import { isDate } from "#app/values/zoned.ts";

// What is asked. The same schemas check the calls and describe them in openapi.json.

const code = z
  .string()
  .trim()
  .max(60, "That’s too long for a code.")
  .refine(isOneLine, "A code is plain letters on one line.");

/** A field that may be left out; left empty it counts as left out. */
function maybe(field: z.ZodType<string, string>) {
  return field.optional().transform((text) => text || undefined);
}

/** The wish of `POST /bookings`. */
export const wish = z
  .strictObject({
    therapist: slug.meta({ description: "The therapist’s slug." }),
    type: slug.meta({ description: "The slug of one of their session types." }),
    startsAt: startsAt.meta({
      description: "One of the openings, as an instant with an offset or Z, on a full minute.",
    }),
    name,
    email: email.meta({
      format: "email",
      description: "Where the confirmation and the private link are sent.",
    }),
    phone: maybe(phone).meta({ description: "Needed where the session takes place by phone." }),
    timeZone: maybe(zone).meta({
      description: "The IANA zone the person reads times in; left out, the therapist’s.",
    }),
    note: maybe(note).meta({ description: "What the therapist may know beforehand. Kept encrypted." }),
    code: maybe(code),
    adult: z.boolean().meta({ description: "Whether the person is 18 or over." }),
    region: maybe(region).meta({
      description: "Where the person will be; asked where licences end at a border.",
    }),
  })
  .meta({ id: "Wish" });

/** The body of a move. */
export const newTime = z.strictObject({ startsAt }).meta({ id: "NewTime" });

/** The body of a cancellation; it may be left out. */
export const cancellation = z
  .strictObject({ reason: maybe(note).meta({ description: "For the therapist to read. Kept encrypted." }) })
  .meta({ id: "Cancellation" });

/** The header that makes a call one however often it is sent. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/)
  .meta({
    description:
      "The same key with the same body is answered the same for a day; with another body it is refused (key_reused).",
  });

const date = z
  .string()
  .refine(isDate, "A date should read like 2026-11-24.")
  .refine((text) => text >= "2000-01-01" && text < "2100-01-01", "That date is out of reach.");

const days = z
  .string()
  .regex(/^([1-9]|[1-5]\d|6[0-2])$/, "A number of days, 1 to 62.")
  .transform(Number);

/** The questions of the openings. */
export const openingsQuery = z.strictObject({
  type: slug.optional().meta({ description: "A session type’s slug; left out, the discovery call." }),
  from: date.optional().meta({ description: "The first day, in tz; left out, today.", format: "date" }),
  days: days.optional().meta({ description: "How many days, 1 to 62; left out, 14." }),
  tz: zone
    .optional()
    .meta({ description: "The IANA zone the days are counted in; left out, the therapist’s." }),
});

// What is answered.

const instant = z.iso
  .datetime()
  .meta({ description: "An instant in UTC.", example: "2026-11-24T10:20:00.000Z" });
const count = z.int().min(0);
const place = z.enum(["online", "in_person", "phone"]);
const status = z.enum(["requested", "held", "confirmed", "attended", "no_show", "cancelled", "expired"]);

export const opening = z.object({ startsAt: instant, endsAt: instant }).meta({ id: "Opening" });

export const therapists = z
  .object({
    therapists: z.array(
      z.object({
        slug: z.string(),
        practice: z.string().meta({ description: "The name of the practice." }),
        name: z.string(),
        title: z.string(),
        specialties: z.array(z.string()),
        languages: z.array(z.string()),
        timeZone: z.string(),
        sessionTypes: z.array(
          z.object({
            slug: z.string(),
            name: z.string(),
            kind: z.enum(["discovery", "individual", "couple", "group", "event"]),
            minutes: count,
            price: z.object({
              amount: count.meta({ description: "In minor units of the currency." }),
              currency: z.string().meta({ description: "ISO 4217." }),
            }),
            locked: z.boolean().meta({
              description: "Whether it opens only after the first call, for whoever asks.",
            }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "Therapists" });

export const openings = z
  .object({
    timeZone: z.string(),
    days: z.array(z.object({ date: z.iso.date(), openings: z.array(opening) })),
  })
  .meta({ id: "Openings" });

export const booked = z
  .object({
    id: z.uuid(),
    status,
    startsAt: instant,
    endsAt: instant,
    manageUrl: z.url().meta({
      description: "The private page of this booking; its last part is the token of the calls below.",
    }),
    checkoutUrl: z.url().optional().meta({
      description:
        "Where a time that is held is paid. Left out while the payment service does not answer: the private page leads there.",
    }),
  })
  .meta({ id: "Booked" });

export const booking = z
  .object({
    id: z.uuid(),
    status,
    startsAt: instant,
    endsAt: instant,
    therapist: z.object({ name: z.string(), slug: z.string() }),
    type: z.object({ slug: z.string(), name: z.string(), minutes: count }),
    place,
    timeZone: z.string().meta({ description: "The zone the person reads times in." }),
    freeUntil: instant.meta({ description: "Until when it can be moved or cancelled within its terms." }),
    canMove: z.boolean(),
    canCancel: z.boolean(),
  })
  .meta({ id: "Booking" });

export const cancelled = z
  .object({
    id: z.uuid(),
    status: z.literal("cancelled"),
    late: z.boolean().meta({ description: "Whether it fell outside the terms." }),
  })
  .meta({ id: "Cancelled" });

/** An error that always says the same. */
export function errorSaying(code: string) {
  const name = code.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return z.object({ error: z.object({ code: z.literal(code), message: z.string() }) }).meta({ id: name });
}

/** An error of one of these codes. */
export function errorOf(codes: [string, ...string[]]) {
  return z.object({
    error: z.object({
      code: z.enum(codes),
      message: z.string(),
      fields: z
        .record(z.string(), z.string())
        .optional()
        .meta({ description: "What is wrong with which field." }),
      nearest: z
        .array(opening)
        .optional()
        .meta({ description: "Open times near the one that could not be had." }),
    }),
  });
}
