import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, writtenAt } from "../columns.ts";
import { clients } from "./clients.ts";
import { practices } from "./practices.ts";
import { therapists } from "./therapists.ts";

export type SessionKind = "discovery" | "individual" | "couple" | "group" | "event";
export type Place = "online" | "in_person" | "phone";
export type ChargeWhen = "at_booking" | "after_session" | "monthly";

/** What can be booked. Money is minor units of the practice's currency; times are minutes. */
export const sessionTypes = pgTable(
  "session_types",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    kind: text().$type<SessionKind>().notNull(),
    place: text().$type<Place>().notNull(),
    minutes: integer().notNull(),
    price: integer().notNull(),
    bufferBefore: integer().notNull().default(0),
    bufferAfter: integer().notNull().default(0),
    step: integer().notNull(),
    notice: integer().notNull(),
    horizonDays: integer().notNull(),
    termsWindow: integer().notNull(),
    lateFeePercent: integer().notNull().default(0),
    refundPercent: integer().notNull().default(100),
    ageFrom: integer().notNull().default(18),
    chargeWhen: text().$type<ChargeWhen>().notNull().default("at_booking"),
    /** What superbills call it, as the practice typed it; none ships. */
    procedureCode: text(),
    capacity: integer().notNull().default(1),
    /** Asked for, not booked: the therapist answers each wish. */
    needsApproval: boolean().notNull().default(false),
    /** How many minutes before a session people are reminded of it. */
    reminders: integer().array().notNull().default([1440, 60]),
    isOpenToAll: boolean().notNull().default(false),
    isPublished: boolean().notNull().default(true),
    position: integer().notNull().default(0),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("session_types_slug_in_practice").on(t.practiceId, t.slug),
    unique("session_types_of_practice").on(t.practiceId, t.id),
    check(
      "session_types_kind_is_known",
      sql`${t.kind} in ('discovery', 'individual', 'couple', 'group', 'event')`,
    ),
    check("session_types_place_is_known", sql`${t.place} in ('online', 'in_person', 'phone')`),
    check(
      "session_types_charge_when_is_known",
      sql`${t.chargeWhen} in ('at_booking', 'after_session', 'monthly')`,
    ),
    check(
      "session_types_times_make_sense",
      sql`${t.minutes} between 5 and 1440 and ${t.step} between 5 and 1440
      and ${t.bufferBefore} between 0 and 480 and ${t.bufferAfter} between 0 and 480
      and ${t.notice} >= 0 and ${t.horizonDays} between 1 and 730 and ${t.termsWindow} >= 0`,
    ),
    check(
      "session_types_money_makes_sense",
      sql`${t.price} >= 0 and ${t.lateFeePercent} between 0 and 100 and ${t.refundPercent} between 0 and 100`,
    ),
    check(
      "session_types_one_to_one_has_one_place",
      sql`${t.capacity} >= 1 and (${t.kind} in ('group', 'event') or ${t.capacity} = 1)`,
    ),
    check(
      "session_types_reminders_are_known",
      sql`${t.reminders} <@ array[10080, 2880, 1440, 240, 120, 60, 30]`,
    ),
    check("session_types_only_events_are_open", sql`not ${t.isOpenToAll} or ${t.kind} = 'event'`),
  ],
);

/** Who offers what. */
export const offers = pgTable(
  "offers",
  { practiceId: uuid().notNull(), therapistId: uuid().notNull(), sessionTypeId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.therapistId, t.sessionTypeId] }),
    foreignKey({
      name: "offers_by_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    foreignKey({
      name: "offers_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    index("offers_by_session_type").on(t.sessionTypeId),
  ],
);

/** What one client pays for one session type from a day until another: a sliding scale. */
export const clientRates = pgTable(
  "client_rates",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    sessionTypeId: uuid().notNull(),
    price: integer().notNull(),
    validFrom: date().notNull(),
    validUntil: date(),
    createdAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "client_rates_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "client_rates_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    index("client_rates_by_client").on(t.clientId, t.sessionTypeId),
    check("client_rates_are_no_debt", sql`${t.price} >= 0`),
    check("client_rates_end_after_they_begin", sql`${t.validUntil} >= ${t.validFrom}`),
  ],
);
