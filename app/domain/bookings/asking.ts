import {
  clientsOfUser,
  type OwnClient,
  type OwnRelationship,
  relationshipsOfUser,
} from "#app/domain/clients/queries.ts";
import { type CareAsked, mayAct, relationshipFor } from "#app/domain/clients/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { isUnlocked } from "./rules.ts";

/** Who would come: `client` null for somebody the practice does not know yet, `relationship` null where none began. */
export type Asking = { client: OwnClient | null; relationship: OwnRelationship | null };

const nobody: Asking = { client: null, relationship: null };

/**
 * Who would come if whoever is signed in asked for a kind of session. The gate looks at them, never at a typed address
 * (decisions, 5), so everybody else is nobody. Null when they name a client they may not act for.
 */
export async function whoWouldCome(ctx: Ctx, asked: CareAsked): Promise<Asking | null> {
  if (ctx.actor.kind !== "client") return asked.clientId === undefined ? nobody : null;
  const { userId } = ctx.actor;
  const clients = (await clientsOfUser(ctx, userId)).filter(({ role }) => mayAct(role));
  const relationship = relationshipFor(await relationshipsOfUser(ctx, userId), asked);
  const clientId = relationship?.clientId ?? asked.clientId;
  const client = clients.find((own) => (clientId ? own.clientId === clientId : own.isAlone)) ?? null;
  return asked.clientId !== undefined && !client ? null : { client, relationship };
}

type Door = { therapistId: string; type: SessionType; clientId?: string | undefined };

/** Whether the door of a type stands open for whoever asks. */
export async function isUnlockedFor(ctx: Ctx, { therapistId, type, clientId }: Door): Promise<boolean> {
  if (ctx.actor.kind !== "client") return isUnlocked(type, null);
  const asking = await whoWouldCome(ctx, { therapistId, kind: type.kind, clientId });
  return asking !== null && isUnlocked(type, asking.relationship);
}
