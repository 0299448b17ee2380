import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { members } from "#app/db/schema/practices.ts";
import { supervisions, therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { isId, newId } from "#app/values/ids.ts";
import { done, refused } from "#app/values/result.ts";

/** Who supervises whom in the practice now, by the therapist's name. */
export function supervisionsHere(ctx: MemberCtx) {
  return ctx.db
    .select({
      id: supervisions.id,
      supervisor: users.name,
      therapist: therapists.name,
      mustCoSign: supervisions.mustCoSign,
      from: supervisions.from,
      until: supervisions.until,
    })
    .from(supervisions)
    .innerJoin(members, eq(members.id, supervisions.supervisorId))
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(therapists, eq(therapists.id, supervisions.therapistId))
    .where(and(eq(supervisions.practiceId, ctx.practiceId), lasts(ctx)))
    .orderBy(asc(therapists.name), asc(users.name));
}

/** Who in the practice has the role to supervise. */
export function supervisorsHere(ctx: MemberCtx) {
  return ctx.db
    .select({ id: members.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.practiceId, ctx.practiceId),
        isNull(members.endedAt),
        sql`'supervisor' = any(${members.roles})`,
      ),
    )
    .orderBy(asc(users.name));
}

/** Whether a practice is one person's, who supervises nobody. */
export async function worksAlone(ctx: MemberCtx): Promise<boolean> {
  const two = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.practiceId, ctx.practiceId), isNull(members.endedAt)))
    .limit(2);
  return two.length < 2;
}

/** `until`: when it ends by itself; without, it lasts until somebody ends it. */
type Wish = { supervisorId: string; therapistId: string; mustCoSign: boolean; until?: Date | null };

export type SupervisionRefusal = "not_theirs" | "over";

/**
 * Let somebody supervise a therapist: they read what that therapist signs, and co-sign it where that is asked. What was
 * agreed between the two before ends. Refuses: not_theirs for somebody without the role, or a therapist who is themselves;
 * over when it would have ended already. Null when it is not theirs to say.
 */
export async function supervise(ctx: MemberCtx, wish: Wish) {
  if (reachOf(ctx.actor, "supervision.change") === "none") return null;
  return begin(ctx, wish);
}

/** The same for the house itself, which lays a practice out. */
export function begin(ctx: Ctx, { supervisorId, therapistId, mustCoSign, until = null }: Wish) {
  return inTransaction(ctx, async (ctx) => {
    if (!isId(supervisorId) || !isId(therapistId)) return refused<SupervisionRefusal>("not_theirs");
    if (until && until <= ctx.now()) return refused<SupervisionRefusal>("over");
    const { practiceId } = ctx;
    const [pair] = await ctx.db
      .select({ supervisorId: members.id })
      .from(members)
      .innerJoin(
        therapists,
        and(eq(therapists.practiceId, members.practiceId), eq(therapists.id, therapistId)),
      )
      .where(
        and(
          eq(members.practiceId, practiceId),
          eq(members.id, supervisorId),
          isNull(members.endedAt),
          sql`'supervisor' = any(${members.roles})`,
          sql`${therapists.memberId} <> ${members.id}`,
        ),
      )
      .for("no key update");
    if (!pair) return refused<SupervisionRefusal>("not_theirs");
    await ctx.db
      .update(supervisions)
      .set({ until: ctx.now() })
      .where(
        and(
          eq(supervisions.practiceId, practiceId),
          eq(supervisions.supervisorId, supervisorId),
          eq(supervisions.therapistId, therapistId),
          lasts(ctx),
        ),
      );
    const id = newId();
    await ctx.db
      .insert(supervisions)
      .values({ id, practiceId, supervisorId, therapistId, mustCoSign, from: ctx.now(), until });
    await record(ctx, "supervision.began", { id }, { therapist: therapistId, coSigns: mustCoSign });
    return done({ id });
  });
}

/** End a supervision: from now on they read and co-sign nothing of that therapist's. Null when it is over, or not theirs to end. */
export function endSupervision(ctx: MemberCtx, id: string): Promise<string | null> {
  if (reachOf(ctx.actor, "supervision.change") === "none" || !isId(id)) return Promise.resolve(null);
  return inTransaction(ctx, async (ctx) => {
    const [ended] = await ctx.db
      .update(supervisions)
      .set({ until: ctx.now() })
      .where(and(eq(supervisions.practiceId, ctx.practiceId), eq(supervisions.id, id), lasts(ctx)))
      .returning({ id: supervisions.id });
    if (!ended) return null;
    await record(ctx, "supervision.ended", ended);
    return ended.id;
  });
}

function lasts(ctx: Ctx) {
  return or(isNull(supervisions.until), gt(supervisions.until, ctx.now()));
}
