import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import {
  type ClientKind,
  careRelationships,
  clientKeys,
  clients,
  type ParticipantRole,
  participants,
} from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";
import { shownTo } from "./own.ts";

type CareRelationship = typeof careRelationships.$inferSelect;

/**
 * A care relationship of somebody's own, with what decides who may book in it. `isUnderAge` is the asker's own: whose
 * guardian is there books through the guardian.
 */
export type OwnRelationship = CareRelationship & {
  kind: ClientKind;
  role: ParticipantRole;
  isUnderAge: boolean;
};

/** Every care relationship of the clients a signed-in person belongs to here, the oldest first. */
export async function relationshipsOfUser(ctx: Ctx, userId: string): Promise<OwnRelationship[]> {
  const rows = await ctx.db
    .select({ relationship: careRelationships, kind: clients.kind, role: participants.role, isUnderAge })
    .from(participants)
    .innerJoin(clients, eq(clients.id, participants.clientId))
    .innerJoin(careRelationships, eq(careRelationships.clientId, participants.clientId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.userId, userId),
        shownTo(ctx, careRelationships),
      ),
    )
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

/** Whom the sessions are for is under age, whoever books them; in a family the adults decide who comes. */
const isUnderAge = sql<boolean>`(${clients.kind} = 'individual' and exists (select 1 from participants as child
  where child.client_id = ${clients.id} and child.is_under_age))`;

/** A client somebody belongs to, and as who. */
export type OwnClient = {
  clientId: string;
  kind: ClientKind;
  name: string;
  role: ParticipantRole;
  isAlone: boolean;
  isUnderAge: boolean;
};

/** Every client a signed-in person belongs to here, in whatever role, the oldest first. */
export function clientsOfUser(ctx: Ctx, userId: string): Promise<OwnClient[]> {
  const { role, isAlone } = participants;
  return ctx.db
    .select({ clientId: clients.id, kind: clients.kind, name: clients.name, role, isAlone, isUnderAge })
    .from(participants)
    .innerJoin(clients, eq(clients.id, participants.clientId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.userId, userId),
        shownTo(ctx, participants),
      ),
    )
    .orderBy(asc(clients.createdAt), asc(clients.id));
}

export type OwnContact = Pick<
  typeof participants.$inferSelect,
  "phone" | "mayEmail" | "mayCall" | "mayLeaveMessage" | "isDiscreet" | "calendarWords" | "reminders"
>;

/** How a signed-in person may be reached by this practice, as they said it last. */
export async function contactOfUser(ctx: Ctx, userId: string): Promise<OwnContact | null> {
  const { phone, mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords, reminders } = participants;
  const [contact] = await ctx.db
    .select({ phone, mayEmail, mayCall, mayLeaveMessage, isDiscreet, calendarWords, reminders })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.userId, userId),
        shownTo(ctx, participants),
      ),
    )
    .orderBy(desc(participants.isAlone), asc(participants.createdAt), asc(participants.id))
    .limit(1);
  return contact ?? null;
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

/** Whether a client was made up to practise with: nobody writes to them. */
export async function isInvented(ctx: Ctx, clientId: string): Promise<boolean> {
  const [client] = await ctx.db
    .select({ isInvented: clients.isInvented })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, clientId)));
  return client?.isInvented === true;
}

type SafeAt = Pick<OwnContact, "mayEmail" | "isDiscreet" | "calendarWords">;

/**
 * What the person a client's letters reach at an address asked for (safe contact), whether the practice or only their
 * account knows the address. Of several wishes the more careful counts.
 */
export async function safeContactAt(ctx: Ctx, clientId: string, email: string): Promise<SafeAt> {
  const { mayEmail, isDiscreet, calendarWords } = participants;
  const rows = await ctx.db
    .select({ mayEmail, isDiscreet, calendarWords })
    .from(participants)
    .leftJoin(users, eq(users.id, participants.userId))
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        or(eq(participants.email, email), eq(users.email, email)),
      ),
    )
    .orderBy(asc(participants.createdAt), asc(participants.id));
  return {
    mayEmail: rows.every((person) => person.mayEmail),
    isDiscreet: rows.some((person) => person.isDiscreet),
    calendarWords: rows.find((person) => person.calendarWords)?.calendarWords ?? null,
  };
}

/** The client who comes alone and has this address, known or not to whoever asks: never to be shown to them. */
export async function clientAtAddress(ctx: Ctx, email: string): Promise<string | null> {
  const [known] = await ctx.db
    .select({ clientId: participants.clientId })
    .from(participants)
    .where(
      and(eq(participants.practiceId, ctx.practiceId), eq(participants.email, email), participants.isAlone),
    );
  return known?.clientId ?? null;
}
