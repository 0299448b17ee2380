import { and, eq, inArray, type SQL } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { insertMany } from "#app/db/insert-many.ts";
import { type BusySource, busyTimes } from "#app/db/schema/availability.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/** Whose calendar it is, and what kind. */
export type Pulled = { therapistId: string; calendarId: string; source: Exclude<BusySource, "manual"> };

/** A span somebody's calendar says they are busy in, by the name it has there. */
export type BusySpan = { externalId: string; startsAt: Date; endsAt: Date };

/**
 * Keep what a calendar says now in place of what it said before. `all`: the spans are everything there is, and what is
 * not among them is over. Otherwise only those named in `gone` are, and the rest stays. Call it with the therapist locked;
 * nothing is written where nothing changed. Gives how many rows were.
 */
export async function keepPulled(
  ctx: Ctx,
  pulled: Pulled,
  { spans, gone }: { spans: readonly BusySpan[]; gone: readonly string[] | "all" },
): Promise<number> {
  const { practiceId } = ctx;
  const { calendarId, therapistId, source } = pulled;
  const before = await standing(ctx, calendarId, gone === "all" ? null : [...spans.map(named), ...gone]);
  const wanted = new Map(spans.map((span) => [span.externalId, span]));
  const [stays, over] = [new Set<string>(), [] as string[]];
  for (const row of before) {
    const span = wanted.get(row.externalId ?? "");
    if (span && isSame(span, row)) stays.add(span.externalId);
    else over.push(row.id);
  }
  await inChunks(over, (ids) => ctx.db.delete(busyTimes).where(inArray(busyTimes.id, ids)));
  const fresh = [...wanted.values()].filter(({ externalId }) => !stays.has(externalId));
  const ofAll = { practiceId, therapistId, calendarId, source, createdAt: ctx.now() };
  await insertMany(
    ctx.db,
    busyTimes,
    fresh.map(({ externalId, startsAt, endsAt }) => ({
      id: newId(),
      ...ofAll,
      externalId,
      startsAt,
      endsAt,
    })),
  );
  return over.length + fresh.length;
}

/** What was kept of a calendar: of those named, or all of it. */
async function standing({ db, practiceId }: Ctx, calendarId: string, named: readonly string[] | null) {
  const found: Standing[] = [];
  const read = async (which: SQL | undefined) => {
    const ofCalendar = and(eq(busyTimes.practiceId, practiceId), eq(busyTimes.calendarId, calendarId));
    found.push(...(await db.select(standingColumns).from(busyTimes).where(and(ofCalendar, which))));
  };
  if (named === null) await read(undefined);
  else await inChunks(named, (names) => read(inArray(busyTimes.externalId, names)));
  return found;
}

const standingColumns = {
  id: busyTimes.id,
  externalId: busyTimes.externalId,
  startsAt: busyTimes.startsAt,
  endsAt: busyTimes.endsAt,
};

type Standing = Pick<typeof busyTimes.$inferSelect, "id" | "externalId" | "startsAt" | "endsAt">;

function named({ externalId }: BusySpan): string {
  return externalId;
}

function isSame(span: Pick<BusySpan, "startsAt" | "endsAt">, row: Standing): boolean {
  return span.startsAt.getTime() === row.startsAt.getTime() && span.endsAt.getTime() === row.endsAt.getTime();
}
