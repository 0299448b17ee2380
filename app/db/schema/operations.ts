import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";

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
