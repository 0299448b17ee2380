import { and, asc, eq } from "drizzle-orm";
import {
  type ClientKind,
  careRelationships,
  clientKeys,
  clients,
  type ParticipantRole,
  participants,
} from "#app/db/schema/clients.ts";
import type { SessionKind } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";
import { mayAct } from "./rules.ts";

export type CareRelationship = typeof careRelationships.$inferSelect;

/**
 * A care relationship of somebody's own, with what decides who may book in it. `isUnderAge` is the asker's own: whose
 * guardian is there books through the guardian.
 */
export type OwnRelationship = CareRelationship & {
  kind: ClientKind;
  role: ParticipantRole;
  isUnderAge: boolean;
};

/**
 * The care relationship in which a signed-in person books a kind of session with a therapist: a couple's or family's for
 * sessions for two, their own otherwise; a first call goes to the two where nobody comes alone. Null when there is none,
 * or they may only look.
 */
export async function relationshipOfUser(
  ctx: Ctx,
  userId: string,
  therapistId: string,
  kind: SessionKind,
): Promise<OwnRelationship | null> {
  const all = await relationshipsOfUser(ctx, userId);
  const mine = all.filter((own) => own.therapistId === therapistId && mayAct(own.role));
  const isTogether = kind === "couple";
  const found = mine.find((own) => (own.kind !== "individual") === isTogether);
  return found ?? (kind === "discovery" ? (mine[0] ?? null) : null);
}

/** Every care relationship of the clients a signed-in person belongs to here, the oldest first. */
export async function relationshipsOfUser(ctx: Ctx, userId: string): Promise<OwnRelationship[]> {
  const { role, isUnderAge } = participants;
  const rows = await ctx.db
    .select({ relationship: careRelationships, kind: clients.kind, role, isUnderAge })
    .from(participants)
    .innerJoin(clients, eq(clients.id, participants.clientId))
    .innerJoin(careRelationships, eq(careRelationships.clientId, participants.clientId))
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.userId, userId)))
    .orderBy(asc(careRelationships.createdAt), asc(careRelationships.id));
  return rows.map(({ relationship, ...own }) => ({ ...relationship, ...own }));
}

/** The id of the care relationship of a client and a therapist. Throws when there is none: it is begun first. */
export async function relationshipBetween(ctx: Ctx, clientId: string, therapistId: string): Promise<string> {
  const [found] = await ctx.db
    .select({ id: careRelationships.id })
    .from(careRelationships)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        eq(careRelationships.therapistId, therapistId),
      ),
    );
  if (!found) throw new Error(`Client ${clientId} and therapist ${therapistId} have not met`);
  return found.id;
}

/** The key a client's words are sealed with. Throws when it is gone: the words were erased. */
export async function keyOf(ctx: Ctx, clientId: string): Promise<WrappedKey> {
  const [key] = await ctx.db
    .select({ ring: clientKeys.ring, wrapped: clientKeys.wrapped })
    .from(clientKeys)
    .where(and(eq(clientKeys.practiceId, ctx.practiceId), eq(clientKeys.clientId, clientId)));
  if (!key) throw new Error(`The words of client ${clientId} were erased`);
  return key;
}

/** Whether a client's letters may go to an address: not when the person there asked for none (safe contact). */
export async function mayWriteTo(ctx: Ctx, clientId: string, email: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ mayEmail: participants.mayEmail })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        eq(participants.email, email),
      ),
    );
  return rows.every(({ mayEmail }) => mayEmail);
}
