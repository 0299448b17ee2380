import type { Ctx } from "#app/domain/ctx.ts";
import { type Interval, overlaps } from "#app/values/interval.ts";
import { MINUTE } from "#app/values/zoned.ts";
import { availabilityOf, type Shape } from "./find-openings.ts";
import { layOut } from "./lay-out.ts";
import { capReached } from "./openings.ts";
import { readDiary } from "./queries.ts";
import {
  type Availability,
  bookable,
  type Occupied,
  type SessionRules,
  startsForbidden,
  startsInside,
} from "./rules.ts";

/** A rule of the therapist's own that a start goes against. Whoever keeps the diary may, knowing it. */
export type Breach = "too_soon" | "too_far" | "outside_hours" | "away" | "busy" | "over_cap" | "in_buffers";

/** What stands against a start: another appointment, which nobody may book over, or one's own rules. */
export type Against = { isTaken: boolean; breaches: Breach[] };

type Wished = { therapistId: string; typeSlug: string; startsAt: number; except?: string; shape?: Shape };

/**
 * What stands against giving a therapist's time from `startsAt` (ms), for a type or for a booking that keeps its own
 * shape. Null when the therapist does not offer the type at all.
 */
export async function whatStandsAgainst(
  ctx: Ctx,
  { startsAt, shape, ...wished }: Wished,
): Promise<Against | null> {
  const span = { from: startsAt, to: startsAt };
  const open = await readDiary(ctx, { ...wished, ...span, behindTheDoor: true });
  return open && against(availabilityOf(open, ctx.now().getTime(), shape), startsAt);
}

/** The same from a diary that was read. */
export function against(diary: Availability, startsAt: number): Against {
  const { session, away, busy } = diary;
  const wanted = { from: startsAt, until: startsAt + session.minutes * MINUTE };
  const meets = (taken: Occupied) => overlaps(wanted, { from: taken.startsAt, until: taken.endsAt });
  const isTaken = diary.appointments.some(meets);
  const limits = bookable(diary);
  const holds: Record<Breach, boolean> = {
    too_soon: startsAt < limits.from,
    too_far: startsAt >= limits.until,
    outside_hours: !isInside(layOut(diary, wanted.from, wanted.until).hours, session, startsAt),
    away: away.some(meets),
    busy: busy.some(meets),
    over_cap: capReached(diary, startsAt) !== null,
    in_buffers: isInBuffers(diary, startsAt) && !isTaken && !busy.some(meets),
  };
  return { isTaken, breaches: (Object.keys(holds) as Breach[]).filter((breach) => holds[breach]) };
}

function isInside(hours: readonly Interval[], session: SessionRules, startsAt: number): boolean {
  return startsInside(hours, session).some(({ from, until }) => from <= startsAt && startsAt < until);
}

function isInBuffers(diary: Availability, startsAt: number): boolean {
  const forbidden = startsForbidden({ ...diary, away: [] });
  return forbidden.some(({ from, until }) => from <= startsAt && startsAt < until);
}
