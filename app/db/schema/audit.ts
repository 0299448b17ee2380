import { bigint, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";

/** What happened: who, what, about what, when. Ids only, appended only (a trigger refuses anything else). */
export const events = pgTable(
  "events",
  {
    id: id(),
    practiceId: uuid().notNull(),
    name: text().notNull(),
    subjectId: uuid().notNull(),
    actor: text().notNull(),
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    at: instant().notNull(),
  },
  (t) => [
    index("events_by_subject").on(t.practiceId, t.subjectId, t.at),
    index("events_by_time").on(t.practiceId, t.at, t.id),
    index("events_by_actor").on(t.practiceId, t.actor, t.at),
  ],
);

/**
 * Events nobody has sealed yet. A trigger lays each down with its event, so a row is seen here the moment its event's
 * transaction commits and no sooner: one that commits late is sealed late, and none is passed over.
 */
export const unsealedEvents = pgTable("unsealed_events", { eventId: uuid().primaryKey() });

/** The chain over all events of the deployment: each link is SHA-256 over the link before and its event. Appended only. */
export const seals = pgTable(
  "seals",
  {
    number: bigint({ mode: "number" }).primaryKey(),
    eventId: uuid().notNull(),
    hash: bytes().notNull(),
  },
  (t) => [unique("seals_one_for_each_event").on(t.eventId)],
);
