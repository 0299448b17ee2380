import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { clients } from "./clients.ts";
import { users } from "./identity.ts";

/** Somebody in a client asks that their record be erased; one request stands at a time. It goes with the record. */
export const erasureRequests = pgTable(
  "erasure_requests",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    /** Who asked. */
    userId: uuid()
      .notNull()
      .references(() => users.id),
    askedAt: instant().notNull(),
    /** When the practice answered that it keeps the record as long as it has to. */
    keptAt: instant(),
    withdrawnAt: instant(),
  },
  (t) => [
    foreignKey({
      name: "erasure_requests_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    uniqueIndex("erasure_requests_one_stands").on(t.clientId).where(sql`${t.withdrawnAt} is null`),
    index("erasure_requests_by_practice").on(t.practiceId, t.askedAt),
  ],
);
