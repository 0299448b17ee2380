import { networkStaff } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";

/** Take somebody into the network's own staff, who belong to no practice. */
export async function joinNetwork(house: House, userId: string): Promise<void> {
  await house.db.insert(networkStaff).values({ userId, createdAt: house.now() }).onConflictDoNothing();
}
