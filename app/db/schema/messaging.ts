import { sql } from "drizzle-orm";
import {
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
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { careRelationships, clients, participants } from "./clients.ts";
import { users } from "./identity.ts";

/**
 * A conversation with a therapist: one per care relationship, joint where it is with two, and one apart for each
 * participant who is also seen alone. It holds no word, only how far it has come.
 */
export const threads = pgTable(
  "threads",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    relationshipId: uuid().notNull(),
    therapistId: uuid().notNull(),
    /** Whose private thread it is, beside the joint one; null: everybody's in the client who may write. */
    participantId: uuid(),
    /** The number of its newest message: the one order both sides see. */
    lastNumber: integer().notNull().default(0),
    lastAt: instant(),
    /** Up to which message the practice has answered, or said that there is nothing to answer. */
    answeredNumber: integer().notNull().default(0),
    /** How many messages of theirs came since, and when the oldest of them did: what waits for an answer, without a word. */
    waitingCount: integer().notNull().default(0),
    waitingSince: instant(),
    createdAt: writtenAt(),
  },
  (t) => [
    unique("threads_of_practice").on(t.practiceId, t.id),
    unique("threads_one_each").on(t.relationshipId, t.participantId).nullsNotDistinct(),
    foreignKey({
      name: "threads_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "threads_of_relationship",
      columns: [t.practiceId, t.relationshipId],
      foreignColumns: [careRelationships.practiceId, careRelationships.id],
    }),
    foreignKey({
      name: "threads_of_participant",
      columns: [t.practiceId, t.participantId],
      foreignColumns: [participants.practiceId, participants.id],
    }),
    index("threads_by_therapist").on(t.therapistId, t.lastAt),
    index("threads_by_client").on(t.clientId),
    check("threads_wait_since_something_waits", sql`(${t.waitingCount} = 0) = (${t.waitingSince} is null)`),
  ],
);

export type Side = "client" | "practice" | "house";

/** A message: sealed and walled. One that was taken back keeps its place and loses its words. */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    threadId: uuid().notNull(),
    number: integer().notNull(),
    side: text().$type<Side>().notNull(),
    /** Who wrote it; null for the house's own welcome. */
    authorId: uuid().references(() => users.id),
    /** Null once it was taken back. */
    sealed: bytes(),
    /** The form it was sent by: sent twice, it is one message. */
    onceKey: uuid().notNull(),
    writtenAt: instant().notNull(),
    takenBackAt: instant(),
  },
  (t) => [
    unique("messages_in_one_order").on(t.threadId, t.number),
    unique("messages_once").on(t.threadId, t.onceKey),
    unique("messages_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "messages_of_thread",
      columns: [t.practiceId, t.threadId],
      foreignColumns: [threads.practiceId, threads.id],
    }),
    index("messages_by_client").on(t.clientId),
    check("messages_side_is_known", sql`${t.side} in ('client', 'practice', 'house')`),
    check(
      "messages_have_words_until_taken_back",
      sql`(${t.sealed} is null) = (${t.takenBackAt} is not null)`,
    ),
  ],
);

/** How far somebody has read in a thread, and what they were last mailed about it. */
export const threadReads = pgTable(
  "thread_reads",
  {
    threadId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    practiceId: uuid().notNull(),
    readNumber: integer().notNull().default(0),
    readAt: instant(),
    /** The newest message a letter has told them of, and when it left. */
    mailedNumber: integer().notNull().default(0),
    mailedAt: instant(),
  },
  (t) => [
    foreignKey({
      name: "thread_reads_of_thread",
      columns: [t.practiceId, t.threadId],
      foreignColumns: [threads.practiceId, threads.id],
    }).onDelete("cascade"),
    primaryKey({ name: "thread_reads_once", columns: [t.threadId, t.userId] }),
    index("thread_reads_by_user").on(t.userId),
  ],
);

/** What somebody has begun to write and not sent: sealed and walled. */
export const messageDrafts = pgTable(
  "message_drafts",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    threadId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    sealed: bytes().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [
    foreignKey({
      name: "message_drafts_of_thread",
      columns: [t.practiceId, t.threadId],
      foreignColumns: [threads.practiceId, threads.id],
    }).onDelete("cascade"),
    unique("message_drafts_one_each").on(t.threadId, t.userId),
    index("message_drafts_by_client").on(t.clientId),
  ],
);
