import { href } from "react-router";
import { awayAhead, byWeekday, datesAhead, weekOf } from "#app/domain/availability/hours.ts";
import { outsideHours } from "#app/domain/availability/outside-hours.ts";
import { type DiaryLine, diaryLines } from "#app/domain/bookings/diary.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { dayOf, formatWeekday, zoneCity } from "#app/values/zoned.ts";
import { dateInWords, rangesInWords, spanInWords } from "./in-words.ts";

/** A session as these pages name it. */
export type Session = { href: string; at: string; when: string; who: string };

/** A therapist's hours as they stand, in words, with the sessions that lie outside of them. */
export async function standingOf(ctx: MemberCtx, therapist: Therapist, locale: string) {
  const today = dayOf(therapist.zone, ctx.now());
  const [week, dates, away, ahead] = await Promise.all([
    weekOf(ctx, therapist.id),
    datesAhead(ctx, therapist.id, today),
    awayAhead(ctx, therapist.id),
    sessionsAhead(ctx, therapist.id),
  ]);
  const zones = [...new Set(week.hours.map(({ zone }) => zone))];
  const clock = { zone: therapist.zone, locale, today };
  const city = (zone: string) => (zone === therapist.zone ? "" : ` (${zoneCity(zone)} time)`);
  // What was announced to everybody stands where it was put on purpose.
  const ownHours = ahead.filter(isOneToOne);
  return {
    zone: zones.map(zoneCity).join(" and ") || zoneCity(therapist.zone),
    week: byWeekday(week.hours).map((ranges, index) => ({
      day: formatWeekday(index + 1, { locale }),
      words: rangesInWords(ranges, locale),
    })),
    dates: dates.map(({ date, zone, ranges }) => ({
      date,
      day: dateInWords(date, clock),
      words: `${rangesInWords(ranges, locale)}${ranges.length > 0 ? city(zone) : ""}`,
    })),
    away: away.map((absence) => ({
      id: absence.id,
      words: spanInWords(absence, clock),
      sessions: ahead
        .filter(({ startsAt, endsAt }) => startsAt < absence.endsAt && endsAt > absence.startsAt)
        .map((line) => sessionOf(line, clock)),
    })),
    outside: outsideHours(ownHours, { hours: week.hours, overrides: dates }).map((line) =>
      sessionOf(line, clock),
    ),
  };
}

/** The sessions a therapist has ahead, in order of time. */
export function sessionsAhead(ctx: MemberCtx, therapistId: string, until?: Date) {
  const statuses = ["requested", "held", "confirmed"] as const;
  return diaryLines(ctx, "diary.see", { from: ctx.now(), ...(until && { until }), therapistId, statuses });
}

/** A line of the diary as these pages name it. */
export function sessionOf(line: DiaryLine, clock: { zone: string; locale: string }): Session {
  return {
    href: href("/practice/bookings/:id", { id: line.id }),
    at: line.startsAt.toISOString(),
    when: whenAndWhere(line.startsAt.getTime(), clock).when,
    who: `${line.clientName}, ${line.typeName}`,
  };
}
