import { sql } from "drizzle-orm";
import {
  boolean,
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
import { id, instant } from "../columns.ts";
import { practices } from "./practices.ts";
import { sessionTypes } from "./session-types.ts";
import { therapists } from "./therapists.ts";

export type CodeFunder = "practice" | "therapist";

/**
 * A word that lowers a price. Its uses are counted from the bookings that carry it, never kept beside them, so they
 * cannot disagree. Either `percent` or `amount` (minor units) is set.
 */
export const promoCodes = pgTable(
  "promo_codes",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    /** As the practice wrote it; told apart without regard to case. */
    code: text().notNull(),
    /** What it is for, for the office alone. */
    label: text().notNull().default(""),
    percent: integer(),
    amount: integer(),
    /** First and last day it may be used, in the practice's zone; null: without end. */
    validFrom: date(),
    validUntil: date(),
    totalLimit: integer(),
    perClientLimit: integer(),
    firstPaidOnly: boolean().notNull().default(false),
    fundedBy: text().$type<CodeFunder>().notNull().default("practice"),
    isActive: boolean().notNull().default(true),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique("promo_codes_of_practice").on(t.practiceId, t.id),
    uniqueIndex("promo_codes_one_of_a_name").on(t.practiceId, sql`lower(${t.code})`),
    check("promo_codes_lower_by_one_thing", sql`(${t.percent} is null) <> (${t.amount} is null)`),
    check("promo_codes_percent_is_a_share", sql`${t.percent} between 1 and 100`),
    check("promo_codes_amount_is_positive", sql`${t.amount} > 0`),
    check("promo_codes_limits_are_positive", sql`${t.totalLimit} > 0 and ${t.perClientLimit} > 0`),
    check("promo_codes_end_after_they_begin", sql`${t.validUntil} >= ${t.validFrom}`),
    check("promo_codes_funder_is_known", sql`${t.fundedBy} in ('practice', 'therapist')`),
    check("promo_codes_are_one_word", sql`${t.code} ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$'`),
  ],
);

/** What a code is for: a session type or a therapist, one on each row. Without rows of a sort it is for all of that sort. */
export const promoCodeScopes = pgTable(
  "promo_code_scopes",
  {
    id: id(),
    practiceId: uuid().notNull(),
    codeId: uuid().notNull(),
    sessionTypeId: uuid(),
    therapistId: uuid(),
  },
  (t) => [
    foreignKey({
      name: "promo_code_scopes_of_code",
      columns: [t.practiceId, t.codeId],
      foreignColumns: [promoCodes.practiceId, promoCodes.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "promo_code_scopes_of_session_type",
      columns: [t.practiceId, t.sessionTypeId],
      foreignColumns: [sessionTypes.practiceId, sessionTypes.id],
    }),
    foreignKey({
      name: "promo_code_scopes_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("promo_code_scopes_by_code").on(t.codeId),
    unique("promo_code_scopes_are_said_once").on(t.codeId, t.sessionTypeId, t.therapistId).nullsNotDistinct(),
    check(
      "promo_code_scopes_are_of_one_sort",
      sql`(${t.sessionTypeId} is null) <> (${t.therapistId} is null)`,
    ),
  ],
);
