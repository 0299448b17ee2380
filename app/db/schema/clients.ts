import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { users } from "./identity.ts";
import { practices } from "./practices.ts";
import { therapists } from "./therapists.ts";

export type ClientKind = "individual" | "couple" | "family";
export type ParticipantRole = "self" | "partner" | "child" | "guardian" | "payer" | "emergency_contact";
export type Stage = "discovery" | "intake" | "ongoing" | "ended";
export type DiscoveryBy = "call" | "import" | "therapist";

/** The unit of care as a practice knows it: a person, a couple, a family. */
export const clients = pgTable(
  "clients",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    kind: text().$type<ClientKind>().notNull(),
    name: text().notNull(),
    /** Words for the office's own order ("Tuesdays", "invoice to employer"); never clinical. */
    tags: text().array().notNull().default([]),
    /** Somebody made up to practise with: never written to, and wiped in one press. */
    isInvented: boolean().notNull().default(false),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("clients_of_practice").on(t.practiceId, t.id),
    check("clients_kind_is_known", sql`${t.kind} in ('individual', 'couple', 'family')`),
  ],
);

/** A person in a client, linked to a user or not. `isAlone` marks the self of an individual client. */
export const participants = pgTable(
  "participants",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    userId: uuid().references(() => users.id),
    role: text().$type<ParticipantRole>().notNull(),
    isAlone: boolean().notNull().default(false),
    name: text().notNull(),
    email: text(),
    phone: text(),
    /** Under the age the law calls adult: a guardian books, pays and signs. */
    isUnderAge: boolean().notNull().default(false),
    /** Safe contact: what may be done, and what their calendar may say. */
    mayEmail: boolean().notNull().default(true),
    mayCall: boolean().notNull().default(true),
    mayLeaveMessage: boolean().notNull().default(true),
    isDiscreet: boolean().notNull().default(false),
    calendarWords: text(),
    /** How many minutes before a session they want to be reminded; null: as its type says; none: never. */
    reminders: integer().array(),
    createdAt: writtenAt(),
  },
  (t) => [
    foreignKey({
      name: "participants_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    unique("participants_of_practice").on(t.practiceId, t.id),
    index("participants_by_client").on(t.clientId),
    index("participants_by_user").on(t.userId),
    uniqueIndex("participants_one_individual_per_address").on(t.practiceId, t.email).where(sql`${t.isAlone}`),
    check("participants_email_is_lower_case", sql`${t.email} = lower(${t.email})`),
    check(
      "participants_role_is_known",
      sql`${t.role} in ('self', 'partner', 'child', 'guardian', 'payer', 'emergency_contact')`,
    ),
    check(
      "participants_reminders_are_known",
      sql`${t.reminders} <@ array[10080, 2880, 1440, 240, 120, 60, 30]`,
    ),
    check("participants_alone_is_self", sql`not ${t.isAlone} or ${t.role} = 'self'`),
  ],
);

/** Client and therapist, with the stage they are in. */
export const careRelationships = pgTable(
  "care_relationships",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    therapistId: uuid().notNull(),
    stage: text().$type<Stage>().notNull(),
    discoveryCompletedAt: instant(),
    discoveryBy: text().$type<DiscoveryBy>(),
    /** After a call: when the therapist last chose to leave it open ("Not yet"). */
    notYetAt: instant(),
    endedAt: instant(),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("care_relationships_of_practice").on(t.practiceId, t.id),
    unique("care_relationships_one_per_pair").on(t.clientId, t.therapistId),
    foreignKey({
      name: "care_relationships_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "care_relationships_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("care_relationships_by_therapist").on(t.therapistId, t.stage),
    check(
      "care_relationships_stage_is_known",
      sql`${t.stage} in ('discovery', 'intake', 'ongoing', 'ended')`,
    ),
    check(
      "care_relationships_discovery_by_is_known",
      sql`${t.discoveryBy} in ('call', 'import', 'therapist')`,
    ),
    check(
      "care_relationships_doors_open_after_discovery",
      sql`${t.stage} not in ('intake', 'ongoing') or ${t.discoveryCompletedAt} is not null`,
    ),
  ],
);

export type CareWordKind = "referral" | "past_gate";

/** Why care took the turn it took, in the therapist's words: sealed, walled, a row for each time. */
export const careWords = pgTable(
  "care_words",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    relationshipId: uuid().notNull(),
    kind: text().$type<CareWordKind>().notNull(),
    sealed: bytes().notNull(),
    writtenAt: writtenAt(),
  },
  (t) => [
    foreignKey({
      name: "care_words_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "care_words_of_relationship",
      columns: [t.practiceId, t.relationshipId],
      foreignColumns: [careRelationships.practiceId, careRelationships.id],
    }).onDelete("cascade"),
    index("care_words_by_client").on(t.clientId),
    index("care_words_by_relationship").on(t.relationshipId, t.writtenAt),
    check("care_words_kind_is_known", sql`${t.kind} in ('referral', 'past_gate')`),
  ],
);

/** A client's data key, wrapped by the ring. Kept apart from the data: losing the row erases the words. */
export const clientKeys = pgTable(
  "client_keys",
  {
    clientId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    ring: text().notNull(),
    wrapped: bytes().notNull(),
    createdAt: writtenAt(),
  },
  (t) => [
    foreignKey({
      name: "client_keys_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
  ],
);
