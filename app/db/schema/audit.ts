import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";

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
  (t) => [index("events_by_subject").on(t.practiceId, t.subjectId, t.at)],
);
