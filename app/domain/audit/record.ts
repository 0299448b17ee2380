import { events } from "#app/db/schema/audit.ts";
import type { Actor, Ctx } from "#app/domain/ctx.ts";
import { type Lane, lanes } from "#app/domain/lanes.ts";
import { type CausedJob, type EventName, reactions } from "#app/domain/reactions.ts";

/** `by`: whose deed it is, as the log signs it, where another only carries it out: a webhook, what somebody paid. */
type About = { id: string; sequence?: number; by?: string | undefined };
export type Detail = Record<string, string | number | boolean | null>;
type Later = Partial<Record<CausedJob, number>>;

/**
 * Write down what happened and queue what follows from it, in the caller's transaction. Ids only, never a private word.
 * `later` are jobs that wait so many seconds first.
 */
export async function record(
  ctx: Ctx,
  name: EventName,
  about: About,
  detail: Detail = {},
  later: Later = {},
): Promise<void> {
  if (ctx.actor.kind === "client" && ctx.actor.only) throw new Error("Whoever only looks changes nothing");
  await ctx.db.insert(events).values({
    practiceId: ctx.practiceId,
    name,
    subjectId: about.id,
    actor: about.by ?? signature(ctx.actor),
    detail: about.sequence === undefined ? detail : { sequence: about.sequence, ...detail },
    at: ctx.now(),
  });
  const caused: Partial<Record<Lane, readonly string[]>> = reactions[name];
  for (const lane of lanes) {
    const subject = { practiceId: ctx.practiceId, subjectId: about.id, sequence: about.sequence ?? 0 };
    const waits: Partial<Record<string, number>> = later;
    const work = (caused[lane] ?? []).map((job) => ({ job, ...subject, ...waiting(waits[job]) }));
    if (work.length > 0) await ctx.enqueue(ctx.db, lane, work);
  }
}

function waiting(seconds: number | undefined) {
  return seconds ? { waits: seconds } : {};
}

/** Who did it, as the log writes it. */
export function signature(actor: Actor): string {
  switch (actor.kind) {
    case "visitor":
      return "visitor";
    case "holder":
      return `holder:${actor.bookingId}`;
    case "system":
      return actor.askedBy ? `member:${actor.askedBy}` : `system:${actor.job}`;
    default:
      return `${actor.kind}:${actor.userId}`;
  }
}
