import { and, asc, desc, eq, isNotNull, or } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** The account of the person a client's letters reach at an address, or null where it is nobody's here. */
export async function personAt(ctx: Ctx, clientId: string, email: string): Promise<string | null> {
  const [person] = await ctx.db
    .select({ userId: users.id })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        isNotNull(participants.userId),
        or(eq(participants.email, email), eq(users.email, email)),
      ),
    )
    .orderBy(desc(participants.isAlone), asc(participants.createdAt), asc(participants.id))
    .limit(1);
  return person?.userId ?? null;
}

/** How many minutes before a session the person at an address wants to be reminded; null: as its type says. */
export async function remindersAt(ctx: Ctx, clientId: string, email: string): Promise<number[] | null> {
  const [person] = await ctx.db
    .select({ reminders: participants.reminders })
    .from(participants)
    .leftJoin(users, eq(users.id, participants.userId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        isNotNull(participants.reminders),
        or(eq(participants.email, email), eq(users.email, email)),
      ),
    )
    .orderBy(asc(participants.createdAt), asc(participants.id))
    .limit(1);
  return person?.reminders ?? null;
}
