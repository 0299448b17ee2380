import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";
import { bookings } from "./bookings.ts";
import { clients } from "./clients.ts";
import { sessionTypes } from "./session-types.ts";
import { therapists } from "./therapists.ts";

export type WaitKind = "earlier" | "full";
export type WaitStatus = "waiting" | "served" | "left" | "lapsed";
export type OfferStatus = "open" | "taken" | "passed" | "lapsed" | "withdrawn";
/** When somebody could come: weekdays (Monday 1) and minutes of the day in their own zone. None: whenever. */
export type WaitWindow = { weekday: number; startMinute: number; length: number };

/** Somebody who waits: for an earlier time than the one they have, or for a therapist who is full. First come, first asked. */
export const waits = pgTable(
  "waits",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    sessionTypeId: uuid().notNull(),
    kind: text().$type<WaitKind>().notNull(),
    /** Null for a stranger the practice has not met: then the guest fields say how to reach them. */
    clientId: uuid(),
    /** `earlier`: the booking that would be moved. */
    bookingId: uuid(),
    guestName: text().notNull(),
    guestEmail: text().notNull(),
    guestPhone: text(),
    guestZone: text().notNull(),
    region: text(),
    windows: jsonb().$type<WaitWindow[]>().notNull().default([]),
    status: text().$type<WaitStatus>().notNull().default("waiting"),
    joinedAt: instant().notNull(),
    /** When they were last asked whether they are still looking, and when they last said so. */
    askedAt: instant(),
    confirmedAt: instant().notNull(),
    endedAt: instant(),
    sequence: integer().notNull().default(0),
    linkHash: bytes().notNull(),
    linkRing: text().notNull(),
  },
  (t) => [
    unique("waits_of_practice").on(t.practiceId, t.id),
    unique("waits_by_link").on(t.linkHash),
    foreignKey({
      name: "waits_for_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "waits_for_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    foreignKey({
      name: "waits_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "waits_to_move_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    index("waits_in_line").on(t.therapistId, t.joinedAt).where(sql`${t.status} = 'waiting'`),
    index("waits_by_client").on(t.clientId),
    uniqueIndex("waits_once_for_a_therapist")
      .on(t.therapistId, t.kind, t.guestEmail)
      .where(sql`${t.status} = 'waiting' and ${t.kind} = 'full'`),
    uniqueIndex("waits_once_for_a_booking").on(t.bookingId).where(sql`${t.status} = 'waiting'`),
    check("waits_kind_is_known", sql`${t.kind} in ('earlier', 'full')`),
    check("waits_status_is_known", sql`${t.status} in ('waiting', 'served', 'left', 'lapsed')`),
    check("waits_earlier_has_a_booking", sql`(${t.kind} = 'earlier') = (${t.bookingId} is not null)`),
    check("waits_email_is_lower_case", sql`${t.guestEmail} = lower(${t.guestEmail})`),
  ],
);

export type FreedOutcome = "filled" | "nobody" | "gone";

/** An hour that came free while somebody waited: offered to one person after the other until it is filled or gone. */
export const freedTimes = pgTable(
  "freed_times",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    freedAt: instant().notNull(),
    closedAt: instant(),
    outcome: text().$type<FreedOutcome>(),
  },
  (t) => [
    unique("freed_times_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "freed_times_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    uniqueIndex("freed_times_open_once").on(t.therapistId, t.startsAt).where(sql`${t.closedAt} is null`),
    index("freed_times_by_therapist").on(t.therapistId, t.freedAt),
    check("freed_times_outcome_is_known", sql`${t.outcome} in ('filled', 'nobody', 'gone')`),
  ],
);

/** A freed hour, kept for one person until a moment: a hold (bookings.held_for 'offer') with the words around it. */
export const timeOffers = pgTable(
  "time_offers",
  {
    id: id(),
    practiceId: uuid().notNull(),
    waitId: uuid().notNull(),
    freedTimeId: uuid().notNull(),
    /** The hold. */
    bookingId: uuid().notNull(),
    startsAt: instant().notNull(),
    status: text().$type<OfferStatus>().notNull().default("open"),
    offeredAt: instant().notNull(),
    /** When the letter about it was let go, in the person's day; null while it waits for their morning. */
    toldAt: instant(),
    /** Which state of the wait the letter belongs to. */
    sequence: integer().notNull().default(0),
    endsAt: instant().notNull(),
    answeredAt: instant(),
  },
  (t) => [
    foreignKey({
      name: "time_offers_to_wait",
      columns: [t.practiceId, t.waitId],
      foreignColumns: [waits.practiceId, waits.id],
    }),
    foreignKey({
      name: "time_offers_of_freed_time",
      columns: [t.practiceId, t.freedTimeId],
      foreignColumns: [freedTimes.practiceId, freedTimes.id],
    }),
    foreignKey({
      name: "time_offers_are_holds",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    unique("time_offers_once_to_a_person").on(t.freedTimeId, t.waitId),
    uniqueIndex("time_offers_one_person_at_a_time").on(t.freedTimeId).where(sql`${t.status} = 'open'`),
    uniqueIndex("time_offers_one_at_a_time_each").on(t.waitId).where(sql`${t.status} = 'open'`),
    index("time_offers_by_end").on(t.endsAt).where(sql`${t.status} = 'open'`),
    check(
      "time_offers_status_is_known",
      sql`${t.status} in ('open', 'taken', 'passed', 'lapsed', 'withdrawn')`,
    ),
  ],
);
