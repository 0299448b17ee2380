import { and, type Column, eq, inArray, type SQL, sql } from "drizzle-orm";
import { type ParticipantRole, participants } from "#app/db/schema/clients.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";

const roles: ParticipantRole[] = ["self", "partner", "child", "guardian", "payer", "emergency_contact"];

type OfClient = { practiceId: Column; clientId: Column };

/** What is a signed-in person's own, as a condition on rows that belong to a client: `may` says in which roles. */
export function own(ctx: ClientCtx, may: (role: ParticipantRole) => boolean, rows: OfClient): SQL {
  const isTheirs = sql`exists (select 1 from ${participants} where ${participants.clientId} = ${rows.clientId}
    and ${participants.userId} = ${ctx.actor.userId} and ${inArray(participants.role, roles.filter(may))})`;
  return and(eq(rows.practiceId, ctx.practiceId), isTheirs) ?? isTheirs;
}
