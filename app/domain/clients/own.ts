import { and, type Column, eq, type SQL, sql } from "drizzle-orm";
import type { ParticipantRole } from "#app/db/schema/clients.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";

const roles: ParticipantRole[] = ["self", "partner", "child", "guardian", "payer", "emergency_contact"];

type OfClient = { practiceId: Column; clientId: Column; therapistId?: Column };

/**
 * What is a signed-in person's own, as a condition on rows that belong to a client: `may` says in which roles. A thread
 * that somebody has for themselves is theirs and not their partner's; whoever looks through their eyes sees no more.
 */
export function own(ctx: ClientCtx, may: (role: ParticipantRole) => boolean, rows: OfClient): SQL {
  // Under a name of its own, for the rows may be participants themselves.
  const isTheirs = sql`exists (select 1 from participants as mine where mine.client_id = ${rows.clientId}
    and mine.user_id = ${ctx.actor.userId} and mine.role in ${roles.filter(may)})`;
  return and(eq(rows.practiceId, ctx.practiceId), isTheirs, shownTo(ctx, rows)) ?? isTheirs;
}

/** Of somebody's own, what is shown to whoever looks through their eyes; to themselves all of it. */
export function shownTo({ actor }: Pick<Ctx, "actor">, rows: OfClient): SQL | undefined {
  if (actor.kind !== "client" || !actor.only) return undefined;
  const { clientId, therapistId } = actor.only;
  return and(
    eq(rows.clientId, clientId),
    therapistId && rows.therapistId ? eq(rows.therapistId, therapistId) : undefined,
  );
}
