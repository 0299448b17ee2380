import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";
import { type BookingStatus, bookings } from "./bookings.ts";
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
    /** What she wants said with it, sealed under a key of its own until it goes into each client's letter; then gone. */
    keyRing: text(),
    keyWrapped: bytes(),
    sealed: bytes(),
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

/** A booking a sick day touched, as it stood then (`status`, `sequence`), and the openings its letter suggests. */
export const sickDayBookings = pgTable(
  "sick_day_bookings",
  {
    practiceId: uuid().notNull(),
    sickDayId: uuid().notNull(),
    bookingId: uuid().notNull(),
    status: text().$type<BookingStatus>().notNull(),
    sequence: integer().notNull(),
    /** Whether the sick day did take it off; it does not where somebody changed it meanwhile. */
    calledOff: boolean().notNull().default(false),
    suggestions: instant().array().notNull().default([]),
    /** The booking that took its place, once one did. */
    takenBookingId: uuid(),
    /** When somebody here said that nothing more is to be done about it. */
    settledAt: instant(),
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
