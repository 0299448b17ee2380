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
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { members, practices } from "./practices.ts";

/** The clinical profile of a member. */
export const therapists = pgTable(
  "therapists",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    memberId: uuid().notNull(),
    slug: text().notNull().unique("therapists_have_one_slug"),
    name: text().notNull(),
    firstName: text().notNull(),
    title: text().notNull(),
    headline: text().notNull(),
    bio: text().notNull().default(""),
    specialties: text().array().notNull().default([]),
    languages: text().array().notNull().default([]),
    zone: text().notNull(),
    roomUrl: text(),
    /** National Provider Identifier, printed on superbills. */
    npi: text(),
    perDayCap: integer(),
    perWeekCap: integer(),
    /** How many sessions one client may have in a week, by their own booking. */
    perClientWeekCap: integer(),
    /** How many clients in their care, intake and ongoing, are enough. */
    caseload: integer(),
    isPublished: boolean().notNull().default(false),
    isAccepting: boolean().notNull().default(true),
    /** Whether sessions nobody marked count as attended two days after the loose end (decisions, 18). */
    marksByItself: boolean().notNull().default(true),
    /** From when on a session without a note is a loose end; null: the notes are kept elsewhere. */
    notesSince: instant().default(sql`now()`),
    /** The colleague who is told too when something cannot wait. */
    coveredBy: uuid(),
    position: integer().notNull().default(0),
    createdAt: writtenAt(),
    changedAt: writtenAt(),
  },
  (t) => [
    unique("therapists_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "therapists_are_members",
      columns: [t.practiceId, t.memberId],
      foreignColumns: [members.practiceId, members.id],
    }),
    foreignKey({
      name: "therapists_are_covered_by",
      columns: [t.practiceId, t.coveredBy],
      foreignColumns: [t.practiceId, t.id],
    }),
    check("therapists_slug_is_not_reserved", sql`${t.slug} not in ('pay', 'return', 'done', 'manage')`),
    check("therapists_per_day_cap_is_positive", sql`${t.perDayCap} > 0`),
    check("therapists_per_week_cap_is_positive", sql`${t.perWeekCap} > 0`),
    check("therapists_per_client_week_cap_is_positive", sql`${t.perClientWeekCap} > 0`),
    check("therapists_caseload_is_no_debt", sql`${t.caseload} >= 0`),
  ],
);

/** Where a therapist may practise. None means the profession knows no licence, not that none is held. */
export const licences = pgTable(
  "licences",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    region: text().notNull(),
    number: text().notNull(),
    expiresOn: date(),
  },
  (t) => [
    foreignKey({
      name: "licences_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("licences_by_therapist").on(t.therapistId),
  ],
);

/** A therapist's face, as it was made of the picture they gave: without what a camera writes into it. */
export const therapistPhotos = pgTable(
  "therapist_photos",
  {
    therapistId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    contentType: text().notNull(),
    content: bytes().notNull(),
    /** Changes with the picture, so that an address with it in may be kept for ever. */
    mark: text().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "therapist_photos_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
  ],
);

/** Who supervises whom, since when, and whether they co-sign. */
export const supervisions = pgTable(
  "supervisions",
  {
    id: id(),
    practiceId: uuid().notNull(),
    supervisorId: uuid().notNull(),
    therapistId: uuid().notNull(),
    mustCoSign: boolean().notNull().default(false),
    from: instant().notNull(),
    until: instant(),
  },
  (t) => [
    foreignKey({
      name: "supervisions_by_member",
      columns: [t.practiceId, t.supervisorId],
      foreignColumns: [members.practiceId, members.id],
    }),
    foreignKey({
      name: "supervisions_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("supervisions_by_supervisor").on(t.supervisorId),
    index("supervisions_by_therapist").on(t.therapistId),
  ],
);
