import { busyTimes, timeAway } from "#app/db/schema/availability.ts";
import { newId } from "#app/values/ids.ts";
import type { Cast, Side } from "./cast.ts";
import { freshStart, type Named } from "./records.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** A time a side's therapist blocked. */
export async function aBlock({ house }: Cast, side: Side): Promise<Named> {
  const startsAt = new Date(freshStart(side, 1) + 100 * day);
  const row = { id: newId(), practiceId: side.ctx.practiceId, therapistId: side.therapistId };
  const endsAt = new Date(startsAt.getTime() + hour);
  await house.db.insert(busyTimes).values({ ...row, startsAt, endsAt, source: "manual", label: "Dentist" });
  return { id: row.id };
}

/** A time a side's therapist is away. */
export async function anAbsence({ house }: Cast, side: Side): Promise<Named> {
  const startsAt = new Date(freshStart(side, 1) + 200 * day);
  const row = { id: newId(), practiceId: side.ctx.practiceId, therapistId: side.therapistId };
  await house.db.insert(timeAway).values({ ...row, startsAt, endsAt: new Date(startsAt.getTime() + day) });
  return { id: row.id };
}
