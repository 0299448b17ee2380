import { and, eq } from "drizzle-orm";
import { busyTimes } from "#app/db/schema/availability.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { newId } from "#app/values/ids.ts";

type Block = { startsAt: Date; endsAt: Date; label?: string | undefined };

/**
 * Block a span by hand: nothing is offered in it, and what stands in it stays. `label` is a therapist's own word for
 * their own time; it is dropped when somebody else blocks it. Null when the time is not theirs to block.
 */
export function blockTime(
  ctx: Ctx,
  therapistId: string,
  { startsAt, endsAt, label }: Block,
): Promise<{ id: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    const { actor, practiceId } = ctx;
    if (!(await isTheirs(ctx, therapistId))) return null;
    const isOwn = actor.kind === "member" && actor.therapistId === therapistId;
    const id = newId();
    await ctx.db.insert(busyTimes).values({
      id,
      practiceId,
      therapistId,
      startsAt,
      endsAt,
      source: "manual",
      label: (isOwn && label) || null,
      createdAt: ctx.now(),
    });
    await record(ctx, "busy_time.blocked", { id });
    return { id };
  });
}

/** Whether a therapist's time is in reach. The house itself may block what it is told to; a visitor may not. */
async function isTheirs(ctx: Ctx, therapistId: string): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== "member") return actor.kind === "system";
  const rows = { practiceId: therapists.practiceId, therapistId: therapists.id };
  const [found] = await ctx.db
    .select({ id: therapists.id })
    .from(therapists)
    .where(and(within({ ...ctx, actor }, "diary.change", rows), eq(therapists.id, therapistId)));
  return found !== undefined;
}
