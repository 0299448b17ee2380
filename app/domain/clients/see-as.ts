import { and, eq, isNull } from "drizzle-orm";
import { onlyReading } from "#app/db/client.server.ts";
import { participants } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import type { ClientCtx, MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { noteSeenAs } from "./note-view.ts";
import { clientWithin } from "./reach.ts";

/** Whose eyes somebody looks through, and what stands on their account. */
export type SeenAs = {
  clientName: string;
  person: { id: string; name: string };
  account: { userId: string; name: string; email: string; zone: string | null };
};

type Asked = { clientId: string; participantId: string };

/**
 * Look at a client's pages as one of the people in it sees them: `load` is asked with their eyes, in a transaction in which
 * Postgres itself refuses every write, so nothing they could do can be done. No session of theirs begins. That somebody
 * looked is recorded first. Null when the client is not the member's to see so, or that person has no page of their own.
 */
export async function seeAs<T>(
  ctx: MemberCtx,
  asked: Asked,
  load: (ctx: ClientCtx, seen: SeenAs) => Promise<T>,
): Promise<{ seen: SeenAs; shown: T } | null> {
  const seen = await findSeen(ctx, asked);
  if (!seen) return null;
  await noteSeenAs(ctx, asked.clientId, asked.participantId);
  const isOwnOnly = reachOf(ctx.actor, "client.see_as") === "own";
  const only = { clientId: asked.clientId, therapistId: isOwnOnly ? ctx.actor.therapistId : null };
  const actor = { kind: "client" as const, userId: seen.account.userId, only };
  const shown = await onlyReading(ctx.db, (db) => load({ ...ctx, db, actor, isInside: true }, seen));
  return { seen, shown };
}

async function findSeen(ctx: MemberCtx, { clientId, participantId }: Asked): Promise<SeenAs | null> {
  const client = await clientWithin(ctx, "client.see_as", clientId);
  if (!client || !isId(participantId)) return null;
  const [found] = await ctx.db
    .select({ person: participants, account: users })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        eq(participants.id, participantId),
        isNull(users.closedAt),
      ),
    );
  if (!found) return null;
  const { person, account } = found;
  return {
    clientName: client.name,
    person: { id: person.id, name: person.name },
    account: { userId: account.id, name: account.name, email: account.email, zone: account.zone },
  };
}

/** The people in a client who have pages of their own, by their ids. Call it with a client found within reach. */
export async function openAccountsOf(ctx: MemberCtx, clientId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ id: participants.id })
    .from(participants)
    .innerJoin(users, eq(users.id, participants.userId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        isNull(users.closedAt),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
