import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
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
  (t) => [index("erasures_by_erased").on(t.erasedId)],
);
