import { jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytes, id, instant } from "../columns.ts";

/**
 * A practice being set up, before there is one: what was answered so far, and the browser it was answered in. The code
 * printed at start opens it once; after that the browser's cookie does. Nothing of it is left once the owner exists.
 */
export const setups = pgTable(
  "setups",
  {
    id: id(),
    codeHash: bytes().notNull(),
    browserHash: bytes(),
    answers: jsonb().$type<Record<string, Record<string, unknown>>>().notNull().default({}),
    photo: bytes(),
    photoType: text(),
    createdAt: instant().notNull(),
    openedAt: instant(),
    changedAt: instant(),
  },
  (t) => [unique("setups_by_code").on(t.codeHash), unique("setups_by_browser").on(t.browserHash)],
);
