import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { bookings } from "./bookings.ts";
import { therapists } from "./therapists.ts";

/** "I'm ill today": pressed, taken back within three minutes, or carried out. The time away it planned is `timeAwayId`. */
export const sickDays = pgTable(
  "sick_days",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    timeAwayId: uuid(),
    pressedBy: uuid().notNull(),
    pressedAt: instant().notNull(),
    undoneAt: instant(),
    carriedOutAt: instant(),
  },
  (t) => [
    unique("sick_days_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "sick_days_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("sick_days_by_therapist").on(t.therapistId, t.pressedAt),
    check("sick_days_end_after_they_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("sick_days_end_one_way", sql`${t.undoneAt} is null or ${t.carriedOutAt} is null`),
  ],
);

/** A booking a sick day touched, as it stood then (`sequence`), and the three openings its letter suggests. */
export const sickDayBookings = pgTable(
  "sick_day_bookings",
  {
    practiceId: uuid().notNull(),
    sickDayId: uuid().notNull(),
    bookingId: uuid().notNull(),
    sequence: integer().notNull(),
    suggestions: instant().array().notNull().default([]),
    /** The booking that took its place, once one did. */
    takenBookingId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.sickDayId, t.bookingId] }),
    foreignKey({
      name: "sick_day_bookings_of_sick_day",
      columns: [t.practiceId, t.sickDayId],
      foreignColumns: [sickDays.practiceId, sickDays.id],
    }),
    foreignKey({
      name: "sick_day_bookings_of_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    index("sick_day_bookings_by_booking").on(t.bookingId),
  ],
);
