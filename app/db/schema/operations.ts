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
import { bytes, id, instant } from "../columns.ts";
import { practices } from "./practices.ts";

/** A run of wrapping keys anew under the ring's current key: how far it has come. One that died is gone on with. */
export const rotations = pgTable("rotations", {
  id: id(),
  /** The ring key everything is wrapped with in the end. */
  ring: text().notNull(),
  wrapped: integer().notNull().default(0),
  beganAt: instant().notNull(),
  movedAt: instant().notNull(),
  endedAt: instant(),
});

/**
 * Clients whose key was destroyed, kept with the keys and not with the data: a database that is restored from before is
 * made to forget them again before it opens. Ids and no names; appended only.
 */
export const erasures = pgTable(
  "erasures",
  {
    id: id(),
    practiceId: uuid()
      .notNull()
      .references(() => practices.id),
    /** Who is gone. No reference: in a database that is being restored they may not be there yet. */
    erasedId: uuid().notNull(),
    erasedAt: instant().notNull(),
    /** Whose hand it was, as the log signs it. */
    erasedBy: text().notNull(),
    rooms: text().array().notNull(),
  },
  (t) => [unique("erasures_of_practice").on(t.practiceId, t.id), index("erasures_by_erased").on(t.erasedId)],
);

export type ErasureWordKind = "reason" | "farewell";

/**
 * What is said about an erasure, sealed with the practice's key since the client's is gone: why it came before its time,
 * and whom the last letter goes to. The latter leaves once the letter has.
 */
export const erasureWords = pgTable(
  "erasure_words",
  {
    erasureId: uuid().notNull(),
    practiceId: uuid().notNull(),
    kind: text().$type<ErasureWordKind>().notNull(),
    sealed: bytes().notNull(),
    writtenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.erasureId, t.kind] }),
    foreignKey({
      name: "erasure_words_of_erasure",
      columns: [t.practiceId, t.erasureId],
      foreignColumns: [erasures.practiceId, erasures.id],
    }),
    check("erasure_words_kind_is_known", sql`${t.kind} in ('reason', 'farewell')`),
  ],
);
