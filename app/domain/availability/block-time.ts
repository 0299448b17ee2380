import { busyTimes } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
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
    const subject = { practiceId, therapistIds: [therapistId] };
    if (actor.kind !== "system" && !may(actor, "diary.change", subject)) return null;
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
