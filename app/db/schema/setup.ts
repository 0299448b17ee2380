import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";

/** What was typed at each step, as it was typed: judged when it is read, so that nothing half said is lost. */
export type Answers = Record<string, Record<string, string>>;

/**
 * A practice being set up, before there is one; a deployment has at most one of these. `browserHash` knows the browser it
 * is answered in. Nothing of it is left once the practice is open.
 */
export const setups = pgTable(
  "setups",
  {
    id: id(),
    isOnly: boolean().notNull().default(true),
    browserHash: bytes().notNull(),
    answers: jsonb().$type<Answers>().notNull().default({}),
    photo: bytes(),
    photoType: text(),
    /** Rises with every change, so that a practice is opened as it was last looked at. */
    version: integer().notNull().default(0),
    openedAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    unique("setups_there_is_one").on(t.isOnly),
    check("setups_there_is_only_one", sql`${t.isOnly}`),
    check("setups_photo_has_a_type", sql`(${t.photo} is null) = (${t.photoType} is null)`),
  ],
);

/** The codes that processes printed at their start, by their hash: the first to be used ends all of them. */
export const setupCodes = pgTable("setup_codes", {
  hash: bytes().primaryKey(),
  printedAt: instant().notNull(),
});
