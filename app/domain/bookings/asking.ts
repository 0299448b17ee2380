import {
  clientsOfUser,
  type OwnClient,
  type OwnRelationship,
  relationshipsOfUser,
} from "#app/domain/clients/queries.ts";
import { type CareAsked, mayAct, relationshipFor } from "#app/domain/clients/rules.ts";
import { type Ctx, isClient } from "#app/domain/ctx.ts";
import { offeredBy, type SessionType } from "#app/domain/session-types/queries.ts";
import { isInCare, isUnlocked } from "./rules.ts";

/** Who would come: `client` null for somebody the practice does not know yet, `relationship` null where none began. */
export type Asking = { client: OwnClient | null; relationship: OwnRelationship | null };

const nobody: Asking = { client: null, relationship: null };

/**
 * Who would come if whoever is signed in asked for a kind of session. The gate looks at them, never at a typed address
 * (decisions, 5), so everybody else is nobody. Null when they name a client they may not act for.
 */
export async function whoWouldCome(ctx: Ctx, asked: CareAsked): Promise<Asking | null> {
  if (!isClient(ctx)) return asked.clientId === undefined ? nobody : null;
  const { userId } = ctx.actor;
  const clients = (await clientsOfUser(ctx, userId)).filter(({ role }) => mayAct(role));
  const relationship = relationshipFor(await relationshipsOfUser(ctx, userId), asked);
  const clientId = relationship?.clientId ?? asked.clientId;
  const client = clients.find((own) => (clientId ? own.clientId === clientId : own.isAlone)) ?? null;
  return asked.clientId !== undefined && !client ? null : { client, relationship };
}

type Looked = { therapistId: string; typeSlug: string; clientId?: string | undefined };

/**
 * For whom open times are looked up when whoever is signed in asks: whether they are in the therapist's care, and which
 * client's weeks may be full. Openings so found are those booking gives; everybody else is nobody (decisions, 5).
 */
export async function whoLooks(
  ctx: Ctx,
  { therapistId, typeSlug, clientId }: Looked,
): Promise<{ isKnown: boolean; clientId: string | undefined }> {
  const type = isClient(ctx)
    ? (await offeredBy(ctx, therapistId)).find(({ slug }) => slug === typeSlug)
    : undefined;
  const asking = type ? await whoWouldCome(ctx, { therapistId, kind: type.kind, clientId }) : null;
  return { isKnown: isInCare(asking?.relationship ?? null), clientId: asking?.client?.clientId };
}

type Door = { therapistId: string; type: SessionType };

/** Whether the door of a type stands open for whoever asks, themselves. */
export async function isUnlockedFor(ctx: Ctx, { therapistId, type }: Door): Promise<boolean> {
  return (await unlockedFor(ctx))(therapistId, type);
}

/** The same question, to be asked of many doors: of those outside `ctx`'s practice, or without any, as by a stranger. */
export async function unlockedFor(
  ctx: Ctx | null,
): Promise<(therapistId: string, type: SessionType) => boolean> {
  const own = ctx && isClient(ctx) ? await relationshipsOfUser(ctx, ctx.actor.userId) : [];
  return (therapistId, type) => isUnlocked(type, relationshipFor(own, { therapistId, kind: type.kind }));
}
