import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { EventName } from "#app/domain/reactions.ts";

/** The event that brought something to its present sequence, or null. */
export async function eventAt(ctx: Ctx, name: EventName, { id, sequence }: { id: string; sequence: number }) {
  const [event] = await ctx.db
    .select({ actor: events.actor, detail: events.detail, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.practiceId, ctx.practiceId),
        eq(events.subjectId, id),
        eq(events.name, name),
        sql`(${events.detail}->>'sequence')::int = ${sequence}`,
      ),
    );
  return event ?? null;
}

/** How often any of these happened to something so far: the sequence of the next one. */
export async function timesSoFar(ctx: Ctx, id: string, names: EventName[]): Promise<number> {
  const [counted] = await ctx.db
    .select({ times: sql<number>`count(*)::int` })
    .from(events)
    .where(and(eq(events.practiceId, ctx.practiceId), eq(events.subjectId, id), inArray(events.name, names)));
  return counted?.times ?? 0;
}

export type Happening = {
  id: string;
  name: string;
  subjectId: string;
  actor: string;
  detail: Record<string, string | number | boolean | null>;
  at: Date;
};

/** What a happening is read from. */
export const happening = {
  id: events.id,
  name: events.name,
  subjectId: events.subjectId,
  actor: events.actor,
  detail: events.detail,
  at: events.at,
};

/** What happened to any of these things, under any of these names, in order. */
export async function happeningsOf(ctx: Ctx, ids: string[], names: readonly string[]): Promise<Happening[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .select(happening)
    .from(events)
    .where(
      and(
        eq(events.practiceId, ctx.practiceId),
        inArray(events.subjectId, ids),
        inArray(events.name, [...names]),
      ),
    )
    .orderBy(asc(events.at), asc(events.id));
}

/** Everything that happened to something, in order: what, by whom, with which ids. */
export function eventsAbout(ctx: Ctx, id: string) {
  return ctx.db
    .select({ name: events.name, actor: events.actor, detail: events.detail, at: events.at })
    .from(events)
    .where(and(eq(events.practiceId, ctx.practiceId), eq(events.subjectId, id)))
    .orderBy(asc(events.at), asc(events.id));
}
