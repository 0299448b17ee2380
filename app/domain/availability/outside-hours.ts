import { hoursWorked } from "./lay-out.ts";
import type { HourOverride, WeeklyHours } from "./rules.ts";

type Session = { startsAt: Date; endsAt: Date };
type Worked = { hours: readonly WeeklyHours[]; overrides: readonly HourOverride[] };

/** Of these sessions, in order of time, those that do not lie whole inside the hours worked. They stand all the same. */
export function outsideHours<One extends Session>(sessions: readonly One[], worked: Worked): One[] {
  const last = Math.max(...sessions.map(({ endsAt }) => endsAt.getTime()));
  const [first] = sessions;
  if (!first) return [];
  const open = hoursWorked(worked, first.startsAt.getTime(), last);
  return sessions.filter(
    ({ startsAt, endsAt }) =>
      !open.some(({ from, until }) => from <= startsAt.getTime() && endsAt.getTime() <= until),
  );
}
