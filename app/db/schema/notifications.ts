import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, writtenAt } from "../columns.ts";
import { practices } from "./practices.ts";

export type DeliveryStatus = "waiting" | "handing_over" | "sent" | "failed" | "unknown" | "superseded";

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
  },
  (t) => [
    index("deliveries_by_subject").on(t.practiceId, t.subjectId),
    index("deliveries_carrier_id").on(t.carrierId),
    check(
      "deliveries_status_is_known",
      sql`${t.status} in ('waiting', 'handing_over', 'sent', 'failed', 'unknown', 'superseded')`,
    ),
  ],
);

/** A line in somebody's notification centre. Ids only; the page finds the words. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    userId: uuid().notNull(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    sequence: integer().notNull().default(0),
    createdAt: writtenAt(),
    readAt: instant(),
  },
  (t) => [
    unique("notifications_said_once").on(t.userId, t.kind, t.subjectId, t.sequence),
    index("notifications_unread").on(t.userId, t.createdAt),
  ],
);
