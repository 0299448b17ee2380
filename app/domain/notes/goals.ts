import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type GoalStatus, goals, noteGoals } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import { type MemberCtx, privately } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId, newId } from "#app/values/ids.ts";
import { columns } from "./words.ts";

/** What two have set out to do, and in how many signed notes it is named. */
export type Goal = {
  id: string;
  therapistId: string;
  text: string;
  status: GoalStatus;
  setAt: Date;
  closedAt: Date | null;
  named: number;
};

/** The goals of a client within a member's reach, open ones first; reading them is noted. Null when the client is not theirs. */
export async function readGoals(ctx: MemberCtx, clientId: string): Promise<Goal[] | null> {
  if ((await caresWithin(ctx, "notes.read", clientId)).length === 0) return null;
  return privately(ctx, clientId, async (ctx) => {
    const found = await openGoals(ctx, clientId);
    if (found.length > 0) await record(ctx, "goals.read", { id: clientId });
    return found;
  });
}

/** The same inside a drawer that is open, for whoever notes the reading itself. */
export async function openGoals(ctx: MemberCtx, clientId: string): Promise<Goal[]> {
  const rows = await ctx.db
    .select({
      goal: goals,
      named: sql<number>`(select count(*)::int from ${noteGoals} join notes n on n.id = ${noteGoals.noteId}
        where ${noteGoals.goalId} = goals.id and n.status = 'signed')`,
    })
    .from(goals)
    .where(and(within(ctx, "notes.read", goals), eq(goals.clientId, clientId)))
    .orderBy(sql`${goals.status} <> 'open'`, asc(goals.setAt), asc(goals.id));
  if (rows.length === 0) return [];
  const key = await keyOf(ctx, clientId);
  return rows.map(({ goal: { id, therapistId, status, setAt, closedAt, sealed }, named }) => ({
    ...{ id, therapistId, status, setAt, closedAt, named },
    text: ctx.vault.unseal(key, { row: id, column: columns.goal }, sealed),
  }));
}

/** Which of these goals a note of this client and therapist may name. */
export async function goalsToName(
  ctx: MemberCtx,
  { clientId, therapistId }: { clientId: string | null; therapistId: string },
  ids: readonly string[],
): Promise<string[]> {
  const asked = ids.filter(isId);
  if (clientId === null || asked.length === 0) return [];
  const rows = await ctx.db
    .select({ id: goals.id })
    .from(goals)
    .where(
      and(
        eq(goals.practiceId, ctx.practiceId),
        eq(goals.clientId, clientId),
        eq(goals.therapistId, therapistId),
        inArray(goals.id, asked),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Set a goal with a client of one's own. Null when they are not. */
export async function setGoal(ctx: MemberCtx, { clientId, text }: { clientId: string; text: string }) {
  const { therapistId } = ctx.actor;
  const care = (await caresWithin(ctx, "notes.write", clientId)).find(
    (one) => one.therapistId === therapistId,
  );
  if (!care || !therapistId) return null;
  return privately(ctx, clientId, async (ctx) => {
    const id = newId();
    const sealed = ctx.vault.seal(await keyOf(ctx, clientId), { row: id, column: columns.goal }, text);
    const own = { id, practiceId: ctx.practiceId, clientId, therapistId, relationshipId: care.id };
    await ctx.db.insert(goals).values({ ...own, status: "open", sealed, setAt: ctx.now() });
    await record(ctx, "goal.set", { id }, { client: clientId });
    return id;
  });
}

/** Say what became of a goal: reached, left, or taken up again. Null when it is not theirs, or stands so already. */
export async function closeGoal(
  ctx: MemberCtx,
  { clientId, goalId, status }: { clientId: string; goalId: string; status: GoalStatus },
) {
  if (!isId(goalId) || !isId(clientId)) return null;
  return privately(ctx, clientId, async (ctx) => {
    const [moved] = await ctx.db
      .update(goals)
      .set({ status, closedAt: status === "open" ? null : ctx.now() })
      .where(
        and(
          within(ctx, "notes.write", goals),
          eq(goals.clientId, clientId),
          eq(goals.id, goalId),
          sql`${goals.status} <> ${status}`,
        ),
      )
      .returning({ id: goals.id });
    if (!moved) return null;
    await record(ctx, "goal.moved", moved, { client: clientId, to: status });
    return moved.id;
  });
}
