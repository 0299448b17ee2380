import { inChunks } from "#app/db/chunks.ts";
import { insertMany } from "#app/db/insert-many.ts";
import { events } from "#app/db/schema/audit.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { type Lane, lanes } from "#app/domain/lanes.ts";
import { type EventName, reactions } from "#app/domain/reactions.ts";
import { type Detail, signature } from "./record.ts";

/**
 * The same thing that happened to many: written down, and what follows queued, as `record` does for one; under the
 * sequence that the detail names, or the first.
 */
export async function recordMany(
  ctx: Ctx,
  name: EventName,
  ids: readonly string[],
  detail: Detail = {},
): Promise<void> {
  const { practiceId } = ctx;
  const [actor, at] = [signature(ctx.actor), ctx.now()];
  const caused: Partial<Record<Lane, readonly string[]>> = reactions[name];
  await insertMany(
    ctx.db,
    events,
    ids.map((subjectId) => ({ practiceId, name, subjectId, actor, detail, at })),
  );
  await inChunks(ids, async (chunk) => {
    for (const lane of lanes) {
      const work = (caused[lane] ?? []).flatMap((job) =>
        chunk.map((subjectId) => ({ job, practiceId, subjectId, sequence: Number(detail.sequence ?? 0) })),
      );
      if (work.length > 0) await ctx.enqueue(ctx.db, lane, work);
    }
  });
}
