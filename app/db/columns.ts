import { sql } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "#app/values/ids.ts";

/** A UUIDv7 of our own making, so a row has its name before it is written. */
export function id() {
  return uuid().primaryKey().$defaultFn(newId);
}

/** An instant. */
export function instant() {
  return timestamp({ withTimezone: true, mode: "date", precision: 3 });
}

/** When the row was written; verbs pass their own clock, the default is for hands at a psql prompt. */
export function writtenAt() {
  return instant().notNull().default(sql`now()`);
}

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A half-open span of time, written as `[from,until)` and never read back: the constraints read it. */
export const span = customType<{ data: { from: Date; until: Date }; driverData: string }>({
  dataType: () => "tstzrange",
  toDriver: ({ from, until }) => `[${from.toISOString()},${until.toISOString()})`,
});
