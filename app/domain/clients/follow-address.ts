import { and, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import type { House } from "#app/domain/ctx.ts";

/**
 * Let somebody's new address follow them to every practice that knows them by the old one, in the caller's transaction.
 * Another address a practice keeps for them stays. Runs into participants_one_individual_per_address where somebody
 * else there has it.
 */
export async function peopleFollowAddress(
  house: House,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<void> {
  await house.db
    .update(participants)
    .set({ email: to })
    .where(and(eq(participants.userId, userId), eq(participants.email, from)));
}
