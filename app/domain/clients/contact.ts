import { and, asc, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { mayAct } from "./rules.ts";

export type Contact = { name: string; email: string | null; phone: string | null; zone: string | null };

/**
 * Whom a client's letters go to: a guardian where somebody is under age, else the first of those who act for it, sooner
 * one with an address. Null when nobody does.
 */
export async function contactOf(ctx: Ctx, clientId: string): Promise<Contact | null> {
  const people = await ctx.db
    .select({ person: participants, user: { email: users.email, zone: users.zone } })
    .from(participants)
    .leftJoin(users, eq(users.id, participants.userId))
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, clientId)))
    .orderBy(asc(participants.createdAt), asc(participants.id));
  const isMinor = people.some(({ person }) => person.isUnderAge);
  const acting = people.filter(({ person }) =>
    isMinor ? person.role === "guardian" : mayAct(person.role) && !person.isUnderAge,
  );
  const reached = acting.map(({ person, user }) => ({
    name: person.name,
    email: person.email ?? user?.email ?? null,
    phone: person.phone,
    zone: user?.zone ?? null,
  }));
  return reached.find(({ email }) => email !== null) ?? reached[0] ?? null;
}
