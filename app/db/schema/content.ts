import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, writtenAt } from "../columns.ts";
import { clients } from "./clients.ts";
import { users } from "./identity.ts";
import { therapists } from "./therapists.ts";

export type ContentKind = "audio" | "worksheet" | "meditation" | "link";

/** Something a therapist gives to listen to, read or work with. */
export const contentItems = pgTable(
  "content_items",
  {
    id: id(),
    practiceId: uuid().notNull(),
    therapistId: uuid().notNull(),
    kind: text().$type<ContentKind>().notNull(),
    title: text().notNull(),
    words: text().notNull().default(""),
    transcript: text().notNull().default(""),
    /** Of a recording, read from the file; seconds. */
    duration: integer(),
    fileId: uuid(),
    url: text(),
    /** Whether every client of its therapist has it, or those it was given to. */
    isForEverybody: boolean().notNull().default(false),
    /** From when everybody has it. */
    availableFrom: instant().notNull(),
    createdAt: writtenAt(),
    changedAt: instant().notNull(),
    /** When it was put away: those who have it keep it, nobody new gets it. */
    putAwayAt: instant(),
  },
  (t) => [
    unique("content_items_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "content_items_of_therapist",
      columns: [t.practiceId, t.therapistId],
      foreignColumns: [therapists.practiceId, therapists.id],
    }),
    index("content_items_by_therapist").on(t.therapistId, t.createdAt),
    check("content_items_kind_is_known", sql`${t.kind} in ('audio', 'worksheet', 'meditation', 'link')`),
    check("content_items_hold_something", sql`(${t.kind} = 'link') = (${t.url} is not null)`),
  ],
);

/** That one client has it: since when, with which session, until it was taken back. */
export const contentShares = pgTable(
  "content_shares",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    itemId: uuid().notNull(),
    bookingId: uuid(),
    from: instant().notNull(),
    givenAt: instant().notNull(),
    takenBackAt: instant(),
  },
  (t) => [
    unique("content_shares_once").on(t.itemId, t.clientId),
    foreignKey({
      name: "content_shares_of_item",
      columns: [t.practiceId, t.itemId],
      foreignColumns: [contentItems.practiceId, contentItems.id],
    }),
    foreignKey({
      name: "content_shares_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    index("content_shares_by_client").on(t.clientId),
  ],
);

/** How far a person has come in it: seen, and where they stopped listening. */
export const contentSeen = pgTable(
  "content_seen",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    itemId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
    /** Where they stopped; seconds. */
    position: integer().notNull().default(0),
    finishedAt: instant(),
  },
  (t) => [
    unique("content_seen_once").on(t.itemId, t.clientId, t.userId),
    foreignKey({
      name: "content_seen_of_item",
      columns: [t.practiceId, t.itemId],
      foreignColumns: [contentItems.practiceId, contentItems.id],
    }),
    index("content_seen_by_client").on(t.clientId),
  ],
);
