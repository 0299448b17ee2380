import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { list, ms } from "#app/db/lists.ts";
import { prepared } from "#app/db/prepared.ts";
import {
  type BusySource,
  busyTimes,
  hourOverrides,
  timeAway,
  weeklyHours,
} from "#app/db/schema/availability.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import type { Interval } from "#app/values/interval.ts";
import { hoursWorked } from "./lay-out.ts";
import type { HourOverride, WeeklyHours } from "./rules.ts";

/** Blocked time. `label` is told to the therapist whose word it is and to nobody else. */
type BusyBlock = Interval & { id: string; source: BusySource; label: string | null };

export type WorkingTime = { hours: Interval[]; away: Interval[]; blocks: BusyBlock[] };

type Asked = { therapistId: string; from: number; until: number };

/**
 * When a therapist works, is away and has blocked around `[from, until)` (ms), in one statement; hours come in order
 * and apart. Nothing at all when their diary is out of reach.
 */
export async function workingTime(ctx: MemberCtx, { therapistId, from, until }: Asked): Promise<WorkingTime> {
  const { practiceId } = ctx;
  const nothing = { hours: [], away: [], blocks: [] };
  if (!may(ctx.actor, "diary.see", { practiceId, therapistIds: [therapistId] })) return nothing;
  const [row] = await prepared(ctx.db, "working_time", statement).execute({
    practice: practiceId,
    therapist: therapistId,
    from: new Date(from),
    until: new Date(until),
  });
  if (!row) return nothing;
  const isOwn = ctx.actor.therapistId === therapistId;
  return {
    hours: hoursWorked(row, from, until),
    away: row.away.map(([from, until]) => ({ from, until })),
    blocks: row.busy.map(([id, from, until, source, label]) => ({
      id,
      from,
      until,
      source,
      label: isOwn ? label : null,
    })),
  };
}

function statement(db: Db, name: string) {
  const therapist = sql.placeholder("therapist");
  const from = sql`${sql.placeholder("from")}::timestamptz`;
  const until = sql`${sql.placeholder("until")}::timestamptz`;
  return db
    .select({
      hours: list<WeeklyHours[]>(
        sql`json_build_object('weekday', weekday, 'startMinute', start_minute, 'length', length, 'zone', zone,
          'from', from_date, 'until', until_date)`,
        sql`${weeklyHours} where therapist_id = ${therapist}`,
      ),
      overrides: list<HourOverride[]>(
        sql`json_build_object('date', date, 'zone', zone, 'ranges', ranges)`,
        sql`${hourOverrides} where therapist_id = ${therapist}
          and date between (${from} - interval '3 days')::date and (${until} + interval '3 days')::date`,
      ),
      away: list<[number, number][]>(
        sql`json_build_array(${ms(sql.raw("starts_at"))}, ${ms(sql.raw("ends_at"))})`,
        sql`${timeAway} where therapist_id = ${therapist} and ends_at > ${from} and starts_at < ${until}`,
      ),
      busy: list<[string, number, number, BusySource, string | null][]>(
        sql`json_build_array(id, ${ms(sql.raw("starts_at"))}, ${ms(sql.raw("ends_at"))}, source, label)`,
        sql`${busyTimes} where therapist_id = ${therapist} and ends_at > ${from} and starts_at < ${until}`,
      ),
    })
    .from(therapists)
    .where(and(eq(therapists.practiceId, sql.placeholder("practice")), eq(therapists.id, therapist)))
    .prepare(name);
}

/** A span somebody blocked by hand, within reach; null when it is not theirs, or came from a calendar. */
export async function findBlock(ctx: MemberCtx, blockId: string) {
  if (!isId(blockId)) return null;
  const [found] = await ctx.db
    .select()
    .from(busyTimes)
    .where(
      and(within(ctx, "diary.see", busyTimes), eq(busyTimes.id, blockId), eq(busyTimes.source, "manual")),
    );
  if (!found) return null;
  return { ...found, label: found.therapistId === ctx.actor.therapistId ? found.label : null };
}
