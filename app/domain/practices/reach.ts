import { and, type Column, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { type Deed, openedFor, reachOf, theirs } from "./rules.ts";

const nothing = sql`false`;

type OfTherapist = { practiceId: Column; therapistId: Column; clientId?: Column };

/**
 * The answer of `may` as a condition on rows that belong to a therapist; those of a client whose glass was broken are
 * reached where the rows say whose they are.
 */
export function within(ctx: MemberCtx, deed: Deed, rows: OfTherapist): SQL {
  const here = eq(rows.practiceId, ctx.practiceId);
  if (reachOf(ctx.actor, deed) === "practice") return here;
  const reached = theirs(ctx.actor, deed);
  const isTheirs = reached.length > 0 ? inArray(rows.therapistId, [...reached]) : nothing;
  return and(here, or(isTheirs, isOpened(ctx, deed, rows.clientId))) ?? nothing;
}

type OfClient = { practiceId: Column; clientId: Column };

/** The same on rows that belong to a client: a therapist's own clients are those they have a care relationship with. */
export function withinClients(ctx: MemberCtx, deed: Deed, rows: OfClient): SQL {
  const here = eq(rows.practiceId, ctx.practiceId);
  if (reachOf(ctx.actor, deed) === "practice") return here;
  const reached = theirs(ctx.actor, deed);
  const isTheirs =
    reached.length > 0
      ? sql`exists (select 1 from care_relationships as held where held.client_id = ${rows.clientId}
          and held.therapist_id in ${[...reached]})`
      : nothing;
  return and(here, or(isTheirs, isOpened(ctx, deed, rows.clientId))) ?? nothing;
}

function isOpened(ctx: MemberCtx, deed: Deed, clientId: Column | undefined): SQL | undefined {
  const opened = openedFor(ctx.actor, deed);
  return clientId && opened.length > 0 ? inArray(clientId, [...opened]) : undefined;
}
