import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant, writtenAt } from "../columns.ts";
import { users } from "./identity.ts";
import { practices } from "./practices.ts";

export type DeliveryStatus =
  | "waiting"
  | "handing_over"
  | "sent"
  | "failed"
  | "unknown"
  | "superseded"
  | "withheld";
/** What the mail service told us afterwards became of a letter it had taken. */
export type Fate = "delivered" | "delayed" | "bounced" | "complained";

/**
 * One letter to one person. `key` is what makes it one: the same key is never handed over twice.
 * `perhapsSince` is set once an answer was lost: from then on only the same carrier may be asked.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    key: text().notNull().unique("deliveries_one_per_key"),
    letter: text().notNull(),
    subjectId: uuid().notNull(),
    recipient: text().notNull(),
    status: text().$type<DeliveryStatus>().notNull().default("waiting"),
    carrier: text().$type<"resend" | "smtp">(),
    carrierId: text(),
    attempts: integer().notNull().default(0),
    why: text(),
    firstTriedAt: instant(),
    perhapsSince: instant(),
    createdAt: writtenAt(),
    settledAt: instant(),
    fate: text().$type<Fate>(),
    fateAt: instant(),
  },
  (t) => [
    index("deliveries_by_subject").on(t.practiceId, t.subjectId),
    index("deliveries_carrier_id").on(t.carrierId),
    index("deliveries_newest").on(t.practiceId, t.createdAt, t.id),
    index("deliveries_by_recipient").on(t.practiceId, t.recipient),
    check(
      "deliveries_status_is_known",
      sql`${t.status} in ('waiting', 'handing_over', 'sent', 'failed', 'unknown', 'superseded', 'withheld')`,
    ),
    check("deliveries_fate_is_known", sql`${t.fate} in ('delivered', 'delayed', 'bounced', 'complained')`),
  ],
);

/** What a mail service told us, once for each of its ids; the address and the subject it repeats are not kept. */
export const mailEvents = pgTable(
  "mail_events",
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    carrierId: text().notNull(),
    /** Whether a bounce is for good. */
    isPermanent: boolean().notNull().default(false),
    happenedAt: instant().notNull(),
    receivedAt: instant().notNull(),
    workedAt: instant(),
  },
  (t) => [index("mail_events_to_work").on(t.receivedAt).where(sql`${t.workedAt} is null`)],
);

/** An address a practice writes to no more, since its mailbox turned letters away or its owner complained; until lifted. */
export const suppressions = pgTable(
  "suppressions",
  {
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    address: text().notNull(),
    why: text().$type<"bounced" | "complained">().notNull(),
    deliveryId: uuid().notNull(),
    since: instant().notNull(),
    liftedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.practiceId, t.address] }),
    check("suppressions_why_is_known", sql`${t.why} in ('bounced', 'complained')`),
  ],
);

/** A reminder that was due and handed on: once for a booking, a start and a lead. Nothing is planned ahead. */
export const reminders = pgTable(
  "reminders",
  {
    id: uuid().notNull().unique("reminders_have_one_id"),
    bookingId: uuid().notNull(),
    startsAt: instant().notNull(),
    /** Minutes before the start. */
    lead: integer().notNull(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    sequence: integer().notNull(),
    dueAt: instant().notNull(),
    queuedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bookingId, t.startsAt, t.lead] })],
);

/**
 * A therapist's own words in letters: how a kind of letter opens, or ("signature") how all of them end. Written once:
 * a letter uses those that stood when it was asked for, so that a second try is the same letter.
 */
export const letterWords = pgTable(
  "letter_words",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    therapistId: uuid().notNull(),
    letter: text().notNull(),
    words: text().notNull(),
    writtenAt: instant().notNull(),
  },
  (t) => [index("letter_words_by_letter").on(t.therapistId, t.letter, t.writtenAt)],
);

/** What somebody does or does not want to hear about, where they have said so. */
export const noticePreferences = pgTable(
  "notice_preferences",
  {
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    topic: text().notNull(),
    byEmail: boolean().notNull(),
    inPlace: boolean().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.practiceId, t.userId, t.topic] })],
);

/** The link by which somebody stops letters about a topic, by its hash: one for each person and topic, the same in every letter. */
export const unsubscribeLinks = pgTable(
  "unsubscribe_links",
  {
    hash: bytes().primaryKey(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    topic: text().notNull(),
    ring: text().notNull(),
    createdAt: writtenAt(),
  },
  (t) => [unique("unsubscribe_links_one_each").on(t.practiceId, t.userId, t.topic)],
);

/** On which side of a practice somebody stands: a person may be told things on both. */
export type Side = "client" | "practice";

/** A line in somebody's notification centre. Ids only; the page finds the words. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    userId: uuid().notNull(),
    side: text().$type<Side>().notNull().default("practice"),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    sequence: integer().notNull().default(0),
    createdAt: writtenAt(),
    readAt: instant(),
  },
  (t) => [
    unique("notifications_said_once").on(t.userId, t.side, t.kind, t.subjectId, t.sequence),
    index("notifications_unread").on(t.userId, t.createdAt),
    check("notifications_side_is_known", sql`${t.side} in ('client', 'practice')`),
  ],
);
