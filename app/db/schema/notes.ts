import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { careRelationships, clients } from "./clients.ts";
import { users } from "./identity.ts";
import { practices } from "./practices.ts";
import { therapists } from "./therapists.ts";

export type NoteKind = "intake" | "plan" | "progress" | "contact" | "closing" | "psychotherapy" | "process";
export type NoteStatus = "draft" | "signed";

/**
 * A note of the clinical record, without a word of it: whose it is, and how far it has come. `process` is a group's one
 * note without names and has no client; `psychotherapy` is its author's alone.
 */
export const notes = pgTable(
  "notes",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid(),
    relationshipId: uuid(),
    therapistId: uuid().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    kind: text().$type<NoteKind>().notNull(),
    /** `soap`, `dap`, `free`, a kind's own (its name), or the id of one of the practice's own. */
    template: text().notNull(),
    bookingId: uuid(),
    appointmentId: uuid(),
    status: text().$type<NoteStatus>().notNull(),
    /** Rises with every save: whoever saves says which one they saw. */
    version: integer().notNull().default(0),
    /** When what it is about took place. */
    about: instant().notNull(),
    isLate: boolean().notNull().default(false),
    createdAt: writtenAt(),
    savedAt: instant().notNull(),
    signedAt: instant(),
    /** SHA-256 over its words and what it is, as they were signed. */
    hash: bytes(),
    needsCoSign: boolean().notNull().default(false),
    coSignedAt: instant(),
    coSignedBy: uuid().references(() => users.id),
    enteredInErrorAt: instant(),
    /** Of a psychotherapy note: when its author gave it out of their hand. */
    releasedAt: instant(),
  },
  (t) => [
    unique("notes_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "notes_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "notes_of_relationship",
      columns: [t.practiceId, t.relationshipId],
      foreignColumns: [careRelationships.practiceId, careRelationships.id],
    }),
    foreignKey({
      name: "notes_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("notes_by_client").on(t.clientId, t.about),
    index("notes_by_therapist").on(t.therapistId, t.status),
    index("notes_by_booking").on(t.bookingId),
    check(
      "notes_kind_is_known",
      sql`${t.kind} in ('intake', 'plan', 'progress', 'contact', 'closing', 'psychotherapy', 'process')`,
    ),
    check("notes_status_is_known", sql`${t.status} in ('draft', 'signed')`),
    check(
      "notes_are_signed_whole",
      sql`(${t.status} = 'signed') = (${t.signedAt} is not null and ${t.hash} is not null)`,
    ),
    check("notes_have_a_client_but_for_groups", sql`(${t.kind} = 'process') = (${t.clientId} is null)`),
  ],
);

/** What a note says: sealed and walled, a psychotherapy note's behind a wall of its own. Signed, it changes no more. */
export const noteWords = pgTable(
  "note_words",
  {
    noteId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    /** Null for a group's process note. */
    clientId: uuid(),
    therapistId: uuid().notNull(),
    authorId: uuid().notNull(),
    kind: text().$type<NoteKind>().notNull(),
    isSigned: boolean().notNull().default(false),
    sealed: bytes().notNull(),
  },
  (t) => [
    foreignKey({
      name: "note_words_of_note",
      columns: [t.practiceId, t.noteId],
      foreignColumns: [notes.practiceId, notes.id],
    }),
    index("note_words_by_client").on(t.clientId),
  ],
);

export type AmendmentKind = "amendment" | "entered_in_error" | "co_signature" | "release";

/** What was added to a signed note afterwards: sealed and walled, appended only. */
export const noteAmendments = pgTable(
  "note_amendments",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid(),
    therapistId: uuid().notNull(),
    noteId: uuid().notNull(),
    noteKind: text().$type<NoteKind>().notNull(),
    kind: text().$type<AmendmentKind>().notNull(),
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    sealed: bytes().notNull(),
    hash: bytes().notNull(),
    writtenAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "note_amendments_of_note",
      columns: [t.practiceId, t.noteId],
      foreignColumns: [notes.practiceId, notes.id],
    }),
    index("note_amendments_by_note").on(t.noteId, t.writtenAt),
    index("note_amendments_by_client").on(t.clientId),
    check(
      "note_amendments_kind_is_known",
      sql`${t.kind} in ('amendment', 'entered_in_error', 'co_signature', 'release')`,
    ),
  ],
);

export type GoalStatus = "open" | "reached" | "left";

/** What two have set out to do together; its words sealed and walled. */
export const goals = pgTable(
  "goals",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    relationshipId: uuid().notNull(),
    therapistId: uuid().notNull(),
    status: text().$type<GoalStatus>().notNull(),
    sealed: bytes().notNull(),
    setAt: instant().notNull(),
    closedAt: instant(),
  },
  (t) => [
    unique("goals_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "goals_of_relationship",
      columns: [t.practiceId, t.relationshipId],
      foreignColumns: [careRelationships.practiceId, careRelationships.id],
    }),
    index("goals_by_client").on(t.clientId),
    check("goals_status_is_known", sql`${t.status} in ('open', 'reached', 'left')`),
  ],
);

/** Which goals a note touches. */
export const noteGoals = pgTable(
  "note_goals",
  {
    noteId: uuid().notNull(),
    goalId: uuid().notNull(),
    practiceId: uuid().notNull(),
  },
  (t) => [
    foreignKey({
      name: "note_goals_of_note",
      columns: [t.practiceId, t.noteId],
      foreignColumns: [notes.practiceId, notes.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "note_goals_of_goal",
      columns: [t.practiceId, t.goalId],
      foreignColumns: [goals.practiceId, goals.id],
    }).onDelete("cascade"),
    primaryKey({ name: "note_goals_once", columns: [t.noteId, t.goalId] }),
    index("note_goals_by_goal").on(t.goalId),
  ],
);

export type NoteSection = { key: string; title: string; hint: string };

/** A practice's own way to lay a note out. */
export const noteTemplates = pgTable(
  "note_templates",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    name: text().notNull(),
    sections: jsonb().$type<NoteSection[]>().notNull(),
    changedAt: instant().notNull(),
    putAwayAt: instant(),
  },
  (t) => [index("note_templates_by_practice").on(t.practiceId)],
);
