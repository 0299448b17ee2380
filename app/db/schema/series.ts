import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { clients } from "./clients.ts";
import { sessionTypes } from "./session-types.ts";
import { therapists } from "./therapists.ts";

/**
 * A session that comes again: the same wall-clock time in one zone, every so many weeks. What takes time are its
 * bookings, one for each date (bookings.series_id, bookings.series_date); this row says only what they have in common.
 */
export const series = pgTable(
  "series",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    clientId: uuid().notNull(),
    sessionTypeId: uuid().notNull(),
    everyWeeks: integer().notNull(),
    /** The first date, and the wall-clock time of all of them ("09:00"), in `zone`. */
    startsOn: date().notNull(),
    localTime: text().notNull(),
    zone: text().notNull(),
    /** Rises with every change of several dates at once, for the letter that sums it up. */
    sequence: integer().notNull().default(0),
    /** The series it goes on from at another time: its dates are those that were moved together. */
    follows: uuid(),
    createdAt: instant().notNull(),
    /** When nothing of it was left to come, or when somebody said that it may end. */
    endedAt: instant(),
  },
  (t) => [
    unique("series_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "series_with_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "series_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "series_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    foreignKey({
      name: "series_goes_on",
      columns: [t.practiceId, t.follows],
      foreignColumns: [t.practiceId, t.id],
    }),
    index("series_by_therapist").on(t.therapistId),
    index("series_by_client").on(t.clientId),
    check("series_comes_again", sql`${t.everyWeeks} between 1 and 12`),
    check("series_time_is_a_clock_time", sql`${t.localTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
  ],
);
