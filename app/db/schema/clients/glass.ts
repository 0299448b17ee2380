import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../../columns.ts";
import { clients } from "../clients.ts";
import { users } from "../identity.ts";
import { members } from "../practices.ts";

/** That an owner broke the glass before a client's record: who, and until when. Row-level security looks it up too. */
export const brokenGlass = pgTable(
  "broken_glass",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    memberId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    brokenAt: instant().notNull(),
    until: instant().notNull(),
  },
  (t) => [
    unique("broken_glass_of_practice").on(t.practiceId, t.id),
    foreignKey({
      name: "broken_glass_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "broken_glass_by_member",
      columns: [t.practiceId, t.memberId],
      foreignColumns: [members.practiceId, members.id],
    }),
    index("broken_glass_by_person").on(t.userId, t.until),
    index("broken_glass_by_client").on(t.clientId),
    check(
      "broken_glass_is_whole_again_within_the_hour",
      sql`${t.until} <= ${t.brokenAt} + interval '1 hour'`,
    ),
  ],
);

/** Why it was broken, in the owner's words: sealed and walled, appended only. */
export const glassReasons = pgTable(
  "glass_reasons",
  {
    glassId: uuid().primaryKey(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    sealed: bytes().notNull(),
  },
  (t) => [
    foreignKey({
      name: "glass_reasons_of_glass",
      columns: [t.practiceId, t.glassId],
      foreignColumns: [brokenGlass.practiceId, brokenGlass.id],
    }),
    index("glass_reasons_by_client").on(t.clientId),
  ],
);
