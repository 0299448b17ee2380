import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, text, varchar } from "drizzle-orm/pg-core";
import { id, writtenAt } from "../columns.ts";

/** A person who can sign in: one address, one row, however many roles. */
export const users = pgTable(
  "users",
  {
    id: id(),
    email: text().notNull().unique("users_have_one_address"),
    name: text().notNull(),
    zone: text(),
    createdAt: writtenAt(),
  },
  (t) => [check("users_email_is_lower_case", sql`${t.email} = lower(${t.email})`)],
);

/** Counters of rate-limiter-flexible, in the shape it asks for. Keys are keyed hashes, never an address. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
