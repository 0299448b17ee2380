import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, writtenAt } from "../columns.ts";
import { calendars } from "./calendar.ts";
import { therapists } from "./therapists.ts";

export type Range = { startMinute: number; length: number };
export type BusySource = "manual" | "google" | "ical";

/** When a therapist works, week after week: a start minute and a length in the row's own zone. May run through midnight. */
export const weeklyHours = pgTable(
  "weekly_hours",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    weekday: smallint().notNull(),
    startMinute: smallint().notNull(),
    length: smallint().notNull(),
    zone: text().notNull(),
    fromDate: date(),
    untilDate: date(),
  },
  (t) => [
    foreignKey({
      name: "weekly_hours_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("weekly_hours_by_therapist").on(t.therapistId),
    check(
      "weekly_hours_make_sense",
      sql`${t.weekday} between 1 and 7 and ${t.startMinute} between 0 and 1439 and ${t.length} between 1 and 1440`,
    ),
  ],
);

/** One date worked otherwise: its ranges stand in place of the week's. No ranges, no hours. */
export const hourOverrides = pgTable(
  "hour_overrides",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    date: date().notNull(),
    zone: text().notNull(),
    ranges: jsonb().$type<Range[]>().notNull(),
  },
  (t) => [
    foreignKey({
      name: "hour_overrides_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    unique("hour_overrides_once_a_date").on(t.therapistId, t.date),
  ],
);

/** Holidays and other absences. */
export const timeAway = pgTable(
  "time_away",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "time_away_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("time_away_by_therapist").on(t.therapistId, t.endsAt),
    check("time_away_ends_after_it_starts", sql`${t.endsAt} > ${t.startsAt}`),
  ],
);

/** A block from a calendar or set by hand. */
export const busyTimes = pgTable(
  "busy_times",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    source: text().$type<BusySource>().notNull(),
    /** The therapist's own word for it; nobody else's page shows it. */
    label: text(),
    /** From which calendar it was pulled, and what it is called there. */
    calendarId: uuid(),
    externalId: text(),
    createdAt: writtenAt(),
  },
  (t) => [
    foreignKey({
      name: "busy_times_of_calendar",
      columns: [t.practiceId, t.calendarId],
      foreignColumns: [calendars.practiceId, calendars.id],
    }),
    unique("busy_times_once_in_a_calendar").on(t.calendarId, t.externalId),
    check(
      "busy_times_pulled_are_from_somewhere",
      sql`(${t.calendarId} is null) = (${t.externalId} is null) and (${t.source} <> 'manual' or ${t.calendarId} is null)`,
    ),
    foreignKey({
      name: "busy_times_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("busy_times_by_therapist").on(t.therapistId, t.endsAt),
    check("busy_times_end_after_they_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("busy_times_source_is_known", sql`${t.source} in ('manual', 'google', 'ical')`),
  ],
);
