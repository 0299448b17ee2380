import { and, asc, desc, eq, gt, inArray, isNull, ne } from "drizzle-orm";
import { brokenGlass } from "#app/db/schema/clients/glass.ts";
import { careRelationships, clients } from "#app/db/schema/clients.ts";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";
import { caresWithin } from "./reach.ts";

const glass = {
  id: brokenGlass.id,
  clientId: brokenGlass.clientId,
  clientName: clients.name,
  userId: brokenGlass.userId,
  who: users.name,
  brokenAt: brokenGlass.brokenAt,
  until: brokenGlass.until,
};

/** That the glass was broken before somebody's record: by whom, when, and until when it was or is open. */
export type Glass = Awaited<ReturnType<typeof found>>[number];

function found(ctx: Ctx) {
  return ctx.db
    .select(glass)
    .from(brokenGlass)
    .innerJoin(clients, eq(clients.id, brokenGlass.clientId))
    .innerJoin(users, eq(users.id, brokenGlass.userId));
}

/** Every time the glass was broken before a client's record, the newest first, for whoever may know. */
export async function glassOf(ctx: MemberCtx, clientId: string): Promise<Glass[]> {
  if (!isId(clientId)) return [];
  const here = withinClients(ctx, "glass.see", brokenGlass);
  return found(ctx)
    .where(and(here, eq(brokenGlass.clientId, clientId)))
    .orderBy(desc(brokenGlass.brokenAt));
}

/** Those among these, for a notice. */
export function glassAmong(ctx: MemberCtx, ids: string[]): Promise<Glass[]> {
  const here = withinClients(ctx, "glass.see", brokenGlass);
  return found(ctx).where(and(here, inArray(brokenGlass.id, ids)));
}

/** What a member holds open now, what shuts next first: for the line that stands on every page meanwhile. */
export async function heldOpen(ctx: MemberCtx): Promise<Glass[]> {
  if (!ctx.actor.opened?.length) return [];
  const isOwn = and(
    eq(brokenGlass.practiceId, ctx.practiceId),
    eq(brokenGlass.memberId, ctx.actor.memberId),
    gt(brokenGlass.until, ctx.now()),
  );
  return found(ctx).where(isOwn).orderBy(asc(brokenGlass.until));
}

/** Whether there is anything to open: whoever reads a client's words anyway needs no glass. */
export async function readsAnyway(ctx: MemberCtx, clientId: string): Promise<boolean> {
  const { opened: _, ...actor } = ctx.actor;
  return (await caresWithin({ ...ctx, actor }, "words.read", clientId)).length > 0;
}

/** Who broke it, and whom to tell: the client's therapists who work here still. Null when it is not there. */
export async function glassToTell(
  ctx: Ctx,
  glassId: string,
): Promise<{ glass: Glass; therapistIds: string[] } | null> {
  const [broken] = await found(ctx).where(
    and(eq(brokenGlass.practiceId, ctx.practiceId), eq(brokenGlass.id, glassId)),
  );
  if (!broken) return null;
  const rows = await ctx.db
    .selectDistinct({ id: therapists.id })
    .from(careRelationships)
    .innerJoin(therapists, eq(therapists.id, careRelationships.therapistId))
    .innerJoin(members, eq(members.id, therapists.memberId))
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, broken.clientId),
        isNull(members.endedAt),
        ne(members.userId, broken.userId),
      ),
    );
  return { glass: broken, therapistIds: rows.map(({ id }) => id) };
}
