import { and, eq, isNull } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";

type Change = { userId: string; name: string; zone: string | null };

/** Change what an account is called and by which clock it reads times; null for the zone of each booking. */
export async function changeAccount(house: House, { userId, name, zone }: Change): Promise<void> {
  await house.db
    .update(users)
    .set({ name, zone })
    .where(and(eq(users.id, userId), isNull(users.closedAt)));
}
