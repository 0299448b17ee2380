import { inArray } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";

/** What people are called, by their id. */
export async function namesOf(house: House, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await house.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...userIds]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
