import { z } from "zod";
import type { Fields } from "./fields.ts";
import { checkRecurrence } from "./recurrence.ts";
import { invalid, missing, timeRangeEmpty } from "./refusal.ts";
import { instantOf, isDate, isZone, readTime, type When } from "./times.ts";

const text = z.string().max(8_192);
const flag = z.boolean().nullish();
const time = z.object({
  date: z.string().nullish(),
  dateTime: z.string().nullish(),
  timeZone: z.string().nullish(),
});
const attendee = z.looseObject({
  email: z.string().regex(/^[^@\s]+@[^@\s]+$/),
  responseStatus: z.enum(["needsAction", "declined", "tentative", "accepted"]).nullish(),
});
const properties = z
  .record(z.string().min(1).max(44), z.string().max(1_024))
  .refine((all) => Object.keys(all).length <= 300);

const shape = z.object({
  status: z.enum(["confirmed", "tentative", "cancelled"]).nullish(),
  start: time.nullish(),
  end: time.nullish(),
  sequence: z.int().min(0).nullish(),
  recurrence: z.array(z.string().max(4_000)).max(200).nullish(),
  attendees: z.array(attendee).max(200).nullish(),
  transparency: z.enum(["opaque", "transparent"]).nullish(),
  visibility: z.enum(["default", "public", "private", "confidential"]).nullish(),
  eventType: z.enum(["default", "focusTime", "fromGmail", "outOfOffice", "workingLocation"]).nullish(),
  attachments: z.array(z.looseObject({ fileUrl: z.string() })).nullish(),
  colorId: z.string().nullish(),
  description: text.nullish(),
  extendedProperties: z.object({ private: properties.nullish(), shared: properties.nullish() }).nullish(),
  guestsCanInviteOthers: flag,
  guestsCanModify: flag,
  guestsCanSeeOtherGuests: flag,
  location: text.nullish(),
  reminders: z
    .object({
      useDefault: flag,
      overrides: z
        .array(z.object({ method: z.enum(["email", "popup"]), minutes: z.int().min(0).max(40_320) }))
        .max(5)
        .nullish(),
    })
    .nullish(),
  source: z.object({ title: text.nullish(), url: z.httpUrl().nullish() }).nullish(),
  summary: text.nullish(),
  workingLocationProperties: z.looseObject({}).nullish(),
});

/** An event as it may be kept, or refused for what is wrong with it. `zone` is its calendar's. */
export function readEvent(sent: unknown, zone: string): Fields {
  const read = shape.safeParse(sent);
  if (!read.success) throw invalid(`Invalid value for: ${where(read.error)}`, where(read.error));
  const { start: from, end: until, recurrence, ...rest } = read.data;
  const isSeries = recurrence !== null && recurrence !== undefined && recurrence.length > 0;
  const start = moment(from, "start", isSeries);
  const end = moment(until, "end", isSeries);
  if ("date" in start !== "date" in end) {
    throw invalid("Start and end times must either both be date or both be dateTime.");
  }
  const length = instantOf(end, zone) - instantOf(start, zone);
  if (length < 0 || (length === 0 && "date" in start)) throw timeRangeEmpty("timeMax");
  if (isSeries) checkRecurrence({ start, end, recurrence });
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== null && value !== undefined),
  );
  return {
    ...kept,
    status: rest.status ?? "confirmed",
    sequence: rest.sequence ?? 0,
    start,
    end,
    ...(isSeries && { recurrence }),
  } as Fields;
}

function moment(
  sent: z.infer<typeof time> | null | undefined,
  name: "end" | "start",
  isSeries: boolean,
): When {
  const { date, dateTime, timeZone } = sent ?? {};
  const hasDay = date !== null && date !== undefined;
  const hasTime = dateTime !== null && dateTime !== undefined;
  if (!hasDay && !hasTime) throw missing(name === "end" ? "Missing end time." : "Missing start time.");
  if (hasDay && hasTime) throw invalid(`Invalid ${name} time.`, name);
  if (timeZone !== null && timeZone !== undefined && !isZone(timeZone))
    throw invalid(`Invalid time zone definition for ${name} time.`, name);
  if (hasDay) {
    if (!isDate(date)) throw invalid(`Invalid ${name} time.`, name);
    return { date };
  }
  const zone = timeZone ?? undefined;
  if (zone === undefined && (isSeries || !/([Zz]|[+-]\d\d:\d\d)$/.test(dateTime ?? "")))
    throw missing(`Missing time zone definition for ${name} time.`);
  const instant = readTime(dateTime ?? "", zone);
  if (instant === null || Number.isNaN(instant)) throw invalid(`Invalid ${name} time.`, name);
  return { dateTime: new Date(instant).toISOString(), ...(zone !== undefined && { timeZone: zone }) };
}

function where(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") || "event";
}
