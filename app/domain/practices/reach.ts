import { and, type Column, eq, inArray, type SQL, sql } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { type Deed, reachOf, theirs } from "./rules.ts";

const nothing = sql`false`;

type OfTherapist = { practiceId: Column; therapistId: Column };

/** The answer of `may` as a condition on rows that belong to a therapist. */
export function within(ctx: MemberCtx, deed: Deed, rows: OfTherapist): SQL {
  const reach = reachOf(ctx.actor, deed);
  const here = eq(rows.practiceId, ctx.practiceId);
  if (reach === "practice") return here;
  const reached = theirs(ctx.actor, deed);
  return (reached.length > 0 && and(here, inArray(rows.therapistId, [...reached]))) || nothing;
}

type OfClient = { practiceId: Column; clientId: Column };

/** The same on rows that belong to a client: a therapist's own clients are those they have a care relationship with. */
export function withinClients(ctx: MemberCtx, deed: Deed, rows: OfClient): SQL {
  const reach = reachOf(ctx.actor, deed);
  const here = eq(rows.practiceId, ctx.practiceId);
  if (reach === "practice") return here;
  const reached = theirs(ctx.actor, deed);
  if (reached.length === 0) return nothing;
  const isOwn = sql`exists (select 1 from ${careRelationships} where ${careRelationships.clientId} = ${rows.clientId}
    and ${inArray(careRelationships.therapistId, [...reached])})`;
  return and(here, isOwn) ?? nothing;
}
