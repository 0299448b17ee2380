import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, span, writtenAt } from "../columns.ts";
import { clients } from "./clients.ts";
import { promoCodes } from "./codes.ts";
import { series } from "./series.ts";
import { type ChargeWhen, type Place, sessionTypes } from "./session-types.ts";
import { therapists } from "./therapists.ts";

export type BookingStatus =
  | "requested"
  | "held"
  | "confirmed"
  | "attended"
  | "no_show"
  | "cancelled"
  | "expired";
type HeldFor = "payment" | "card" | "offer" | "approval";
export type CancelledBy = "client" | "practice" | "system";
export type WordKind = "note" | "cancel_reason" | "message" | "before";
export type FeeDecision = "kept" | "waived";

/** A piece of a therapist's time that is given away: the only table that takes it (domain, "Time is given once"). */
export const appointments = pgTable(
  "appointments",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    sessionTypeId: uuid().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    bufferBefore: integer().notNull(),
    bufferAfter: integer().notNull(),
    blocked: span().notNull(),
    ahead: span().notNull(),
    occupies: boolean().notNull(),
    capacity: integer().notNull().default(1),
    place: text().$type<Place>().notNull(),
    localStart: text().notNull(),
    zone: text().notNull(),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("appointments_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "appointments_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "appointments_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    index("appointments_by_therapist").on(t.therapistId, t.endsAt).where(sql`${t.occupies}`),
    index("appointments_by_start").on(t.startsAt).where(sql`${t.occupies}`),
    check("appointments_end_after_they_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("appointments_have_room", sql`${t.capacity} >= 1`),
    check("appointments_place_is_known", sql`${t.place} in ('online', 'in_person', 'phone')`),
  ],
);

/** A client's place in an appointment. What a guest typed stays here; it changes no account (decisions, 5). */
export const bookings = pgTable(
  "bookings",
  {
    id: id(),
    practiceId: uuid().notNull(),
    appointmentId: uuid().notNull(),
    therapistId: uuid().notNull(),
    clientId: uuid().notNull(),
    status: text().$type<BookingStatus>().notNull(),
    heldFor: text().$type<HeldFor>(),
    holdsUntil: instant(),
    sequence: integer().notNull().default(0),
    guestName: text().notNull(),
    /** Null for a client the practice knows no address of: then no letter goes to them. */
    guestEmail: text(),
    guestPhone: text(),
    guestZone: text().notNull(),
    region: text(),
    isSecondOpenCall: boolean().notNull().default(false),
    source: text(),
    sourceAddress: text(),
    price: integer().notNull(),
    currency: char({ length: 3 }).notNull(),
    /** What came off the price: the code that did it, and credit of the client's own that was used. */
    codeId: uuid(),
    discount: integer().notNull().default(0),
    creditUsed: integer().notNull().default(0),
    chargeWhen: text().$type<ChargeWhen>().notNull().default("at_booking"),
    /** The booking whose money came too late for its time, and paid for this one. */
    retakes: uuid(),
    termsWindow: integer().notNull(),
    lateFeePercent: integer().notNull(),
    refundPercent: integer().notNull(),
    movedLate: boolean().notNull().default(false),
    isLate: boolean().notNull().default(false),
    cancelledBy: text().$type<CancelledBy>(),
    /** Whether a fee that fell due was kept or waived; null while nobody has decided. */
    feeDecision: text().$type<FeeDecision>(),
    /** Of which series it is a session, and on which of its dates (in the series' zone) it fell at first. */
    seriesId: uuid(),
    seriesDate: date(),
    bookedAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique("bookings_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "bookings_of_appointment",
      columns: [t.practiceId, t.appointmentId],
      foreignColumns: [appointments.practiceId, appointments.id],
    }),
    foreignKey({
      name: "bookings_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "bookings_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "bookings_of_series",
      columns: [t.practiceId, t.seriesId],
      foreignColumns: [series.practiceId, series.id],
    }),
    foreignKey({
      name: "bookings_with_code",
      columns: [t.practiceId, t.codeId],
      foreignColumns: [promoCodes.practiceId, promoCodes.id],
    }),
    index("bookings_by_code").on(t.codeId).where(sql`${t.codeId} is not null`),
    check(
      "bookings_charge_when_is_known",
      sql`${t.chargeWhen} in ('at_booking', 'after_session', 'monthly')`,
    ),
    check(
      "bookings_cost_what_is_left",
      sql`${t.discount} >= 0 and ${t.creditUsed} >= 0 and ${t.discount} + ${t.creditUsed} <= ${t.price}`,
    ),
    check("bookings_discount_has_a_code", sql`${t.discount} = 0 or ${t.codeId} is not null`),
    unique("bookings_retake_once").on(t.retakes),
    unique("bookings_once_a_date_of_a_series").on(t.seriesId, t.seriesDate),
    check("bookings_of_a_series_have_its_date", sql`(${t.seriesId} is null) = (${t.seriesDate} is null)`),
    index("bookings_by_appointment").on(t.appointmentId),
    index("bookings_by_client").on(t.clientId),
    index("bookings_held").on(t.therapistId, t.holdsUntil).where(sql`${t.status} in ('held', 'requested')`),
    uniqueIndex("bookings_one_place_per_client")
      .on(t.appointmentId, t.clientId)
      .where(sql`${t.status} in ('requested', 'held', 'confirmed', 'attended', 'no_show')`),
    check(
      "bookings_status_is_known",
      sql`${t.status} in ('requested', 'held', 'confirmed', 'attended', 'no_show', 'cancelled', 'expired')`,
    ),
    check(
      "bookings_holds_end",
      sql`(${t.status} not in ('requested', 'held')) or ${t.holdsUntil} is not null`,
    ),
    check(
      "bookings_held_for_something",
      sql`(${t.status} <> 'held') or ${t.heldFor} in ('payment', 'card', 'offer', 'approval')`,
    ),
    check(
      "bookings_cancelled_by_somebody",
      sql`(${t.status} <> 'cancelled') or ${t.cancelledBy} in ('client', 'practice', 'system')`,
    ),
    check("bookings_fee_decision_is_known", sql`${t.feeDecision} in ('kept', 'waived')`),
    check("bookings_price_is_no_debt", sql`${t.price} >= 0`),
  ],
);

/** The private links a guest was mailed, by their hash. A move ends one and makes the next. */
export const manageLinks = pgTable(
  "manage_links",
  {
    hash: bytes().primaryKey(),
    practiceId: uuid().notNull(),
    bookingId: uuid().notNull(),
    sequence: integer().notNull(),
    ring: text().notNull(),
    createdAt: writtenAt(),
    endedAt: instant(),
  },
  (t) => [
    unique("manage_links_one_per_sequence").on(t.bookingId, t.sequence),
    foreignKey({
      name: "manage_links_of_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
  ],
);

/** The first table that holds a private word: sealed by the client's key, walled by row-level security. */
export const bookingWords = pgTable(
  "booking_words",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    bookingId: uuid().notNull(),
    kind: text().$type<WordKind>().notNull(),
    /** Which state of the booking the words belong to: a message goes with one move. */
    sequence: integer().notNull().default(0),
    /** Lines sent before a session are each person's own: whose. Null for all other words. */
    writerId: uuid(),
    sealed: bytes().notNull(),
    writtenAt: writtenAt(),
  },
  (t) => [
    foreignKey({
      name: "booking_words_of_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    foreignKey({
      name: "booking_words_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    index("booking_words_by_client").on(t.clientId),
    unique("booking_words_one_of_a_kind").on(t.bookingId, t.kind, t.sequence, t.writerId).nullsNotDistinct(),
    check("booking_words_kind_is_known", sql`${t.kind} in ('note', 'cancel_reason', 'message', 'before')`),
  ],
);
