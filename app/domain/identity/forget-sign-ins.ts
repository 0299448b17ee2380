import { lt, or } from "drizzle-orm";
import { emailChanges, sessions, signInLinks } from "#app/db/schema/identity.ts";
import type { House } from "#app/domain/ctx.ts";

const day = 86_400_000;

/** Forget the sign-ins somebody asked for more than a day ago, and with them addresses that nobody here has. */
export async function forgetLinks(house: House): Promise<void> {
  await house.db.delete(signInLinks).where(lt(signInLinks.createdAt, before(house, 1)));
}

/** Forget sessions a month after they ended. */
export async function forgetSessions(house: House): Promise<void> {
  const aMonthAgo = before(house, 30);
  await house.db.delete(sessions).where(or(lt(sessions.endedAt, aMonthAgo), lt(sessions.endsAt, aMonthAgo)));
}

/** Forget wishes for another address after a month, and with them addresses that became nobody's. */
export async function forgetAddressChanges(house: House): Promise<void> {
  await house.db.delete(emailChanges).where(lt(emailChanges.createdAt, before(house, 30)));
}

function before({ now }: House, days: number): Date {
  return new Date(now().getTime() - days * day);
}
