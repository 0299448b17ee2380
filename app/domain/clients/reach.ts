import { and, asc, eq } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within, withinClients } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { isOpenFor } from "./after-erasure.ts";

export type Client = typeof clients.$inferSelect;
export type Participant = typeof participants.$inferSelect;

/** A client within a member's reach for a deed, or null: what is not theirs is not there, nor what was erased but for the books. */
export async function clientWithin(ctx: MemberCtx, deed: Deed, clientId: string): Promise<Client | null> {
  if (!isId(clientId)) return null;
  const own = withinClients(ctx, deed, { practiceId: clients.practiceId, clientId: clients.id });
  const [found] = await ctx.db
    .select()
    .from(clients)
    .where(and(eq(clients.id, clientId), own, isOpenFor(ctx, deed, clients.id)));
  return found ?? null;
}

/** The same, held until the transaction ends, so that two who change a client take turns. */
export async function holdClient(ctx: MemberCtx, deed: Deed, clientId: string): Promise<Client | null> {
  const found = await clientWithin(ctx, deed, clientId);
  if (!found) return null;
  await ctx.db.select({ id: clients.id }).from(clients).where(eq(clients.id, found.id)).for("no key update");
  return found;
}

/** The people in a client, in the order they came. Call it with a client that was found within reach. */
export function peopleOf(ctx: MemberCtx, { id }: Pick<Client, "id">): Promise<Participant[]> {
  return ctx.db
    .select()
    .from(participants)
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, id)))
    .orderBy(asc(participants.createdAt), asc(participants.id));
}

/** One person in a client within reach, or null. */
export async function personWithin(
  ctx: MemberCtx,
  deed: Deed,
  { clientId, participantId }: { clientId: string; participantId: string },
): Promise<{ client: Client; person: Participant } | null> {
  const client = await clientWithin(ctx, deed, clientId);
  if (!client || !isId(participantId)) return null;
  const [person] = await ctx.db
    .select()
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        eq(participants.id, participantId),
      ),
    );
  return person ? { client, person } : null;
}

export type Care = Awaited<ReturnType<typeof caresWithin>>[number];

/** The care relationships of a client that a member's reach for a deed covers, the oldest first. */
export async function caresWithin(ctx: MemberCtx, deed: Deed, clientId: string) {
  if (!isId(clientId)) return [];
  return ctx.db
    .select({
      id: careRelationships.id,
      therapistId: careRelationships.therapistId,
      slug: therapists.slug,
      name: therapists.name,
      firstName: therapists.firstName,
      stage: careRelationships.stage,
      discoveryCompletedAt: careRelationships.discoveryCompletedAt,
      discoveryBy: careRelationships.discoveryBy,
      notYetAt: careRelationships.notYetAt,
      endedAt: careRelationships.endedAt,
      createdAt: careRelationships.createdAt,
    })
    .from(careRelationships)
    .innerJoin(therapists, eq(therapists.id, careRelationships.therapistId))
    .where(
      and(
        within(ctx, deed, careRelationships),
        eq(careRelationships.clientId, clientId),
        isOpenFor(ctx, deed, careRelationships.clientId),
      ),
    )
    .orderBy(asc(careRelationships.createdAt), asc(careRelationships.id));
}

/** The care of a client by a therapist, held for whoever may decide it until the transaction ends; null when that is not theirs. */
export async function holdCare(
  ctx: MemberCtx,
  { clientId, therapistId }: { clientId: string; therapistId: string },
): Promise<Care | null> {
  if (!(await holdClient(ctx, "care.decide", clientId))) return null;
  const cares = await caresWithin(ctx, "care.decide", clientId);
  return cares.find((care) => care.therapistId === therapistId) ?? null;
}
