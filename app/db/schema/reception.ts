import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "../columns.ts";

/** What was answered: enough to say it again, without the private link, which is made anew. */
export type Answer =
  | { refusal: string; nearest?: string[] }
  | { bookingId: string; sequence: number; status: "confirmed" | "requested" | "held" };

/** A wish somebody sent with a key, and what we answered, so that sending it twice gives one booking. Kept a day. */
export const askedBefore = pgTable(
  "asked_before",
  {
    call: text().notNull(),
    keyHash: bytes().notNull(),
    bodyHash: bytes().notNull(),
    practiceId: uuid(),
    answer: jsonb().$type<Answer>(),
    askedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.call, t.keyHash] })],
);
