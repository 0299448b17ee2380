import { sql } from "drizzle-orm";
import { boolean, char, check, foreignKey, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "../columns.ts";
import { bookings } from "./bookings.ts";
import { clients } from "./clients.ts";

/** Where somebody said they were when they joined a session: kept with it, for the day help has to find them. */
export const whereabouts = pgTable(
  "whereabouts",
  {
    id: id(),
    practiceId: uuid().notNull(),
    clientId: uuid().notNull(),
    bookingId: uuid().notNull(),
    /** Who said so, by their private link too; null for somebody nobody here knows. */
    userId: uuid(),
    country: char({ length: 2 }).notNull(),
    region: text(),
    /** Whether a licence of the therapist's covered it; null where the profession knows none. */
    isLicensed: boolean(),
    saidAt: instant().notNull(),
    /** Outside the licences, and let in knowingly all the same: when, and by whom. */
    letInAt: instant(),
    letInBy: uuid(),
  },
  (t) => [
    foreignKey({
      name: "whereabouts_of_client",
      columns: [t.practiceId, t.clientId],
      foreignColumns: [clients.practiceId, clients.id],
    }),
    foreignKey({
      name: "whereabouts_of_booking",
      columns: [t.practiceId, t.bookingId],
      foreignColumns: [bookings.practiceId, bookings.id],
    }),
    index("whereabouts_by_client").on(t.clientId),
    index("whereabouts_by_booking").on(t.bookingId, t.saidAt),
    check("whereabouts_country_is_iso", sql`${t.country} ~ '^[A-Z]{2}$'`),
    check("whereabouts_let_in_by_somebody", sql`(${t.letInAt} is null) = (${t.letInBy} is null)`),
  ],
);
