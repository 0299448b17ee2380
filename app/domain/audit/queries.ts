import { and, asc, eq, sql } from "drizzle-orm";
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

/** Everything that happened to something, in order: what, by whom, with which ids. */
export function eventsAbout(ctx: Ctx, id: string) {
  return ctx.db
    .select({ name: events.name, actor: events.actor, detail: events.detail, at: events.at })
    .from(events)
    .where(and(eq(events.practiceId, ctx.practiceId), eq(events.subjectId, id)))
    .orderBy(asc(events.at), asc(events.id));
}
