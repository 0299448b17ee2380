import { and, asc, eq, gt } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import type { House } from "#app/domain/ctx.ts";
import { staleLines } from "#app/domain/site/crisis-lines.ts";
import { wallTime } from "#app/values/zoned.ts";
import { broken, counted, ok, type Verdict, warn } from "./verdict.ts";

const staleAfterDays = 180;

/**
 * Every session ahead still begins at the hour people were told. When a country changes its clocks by law, the instant
 * we stored shows another time on the wall (decisions, 11).
 */
export async function sessionsAhead({ db, now }: House): Promise<Verdict> {
  const ahead = await db
    .select({
      id: appointments.id,
      startsAt: appointments.startsAt,
      told: appointments.localStart,
      zone: appointments.zone,
    })
    .from(appointments)
    .where(and(eq(appointments.occupies, true), gt(appointments.startsAt, now())))
    .orderBy(asc(appointments.startsAt));
  const moved = ahead.filter(({ startsAt, told, zone }) => wallTime(startsAt, zone) !== told);
  if (moved.length === 0)
    return ok(`${counted(ahead.length, "session")} ahead, each at the hour people were told`);
  const some = moved.slice(0, 5).map(({ id, told, zone }) => `${id} (told ${told}, ${zone})`);
  const more = moved.length > some.length ? ` and ${moved.length - some.length} more` : "";
  return broken(
    `The clocks' law changed under ${counted(moved.length, "session")}: ${some.join("; ")}${more}`,
  );
}

/** Somebody has lately compared the crisis lines with their sources (domain, "Clinical record"). */
export async function crisisLines({ now }: House): Promise<Verdict> {
  const stale = staleLines(now(), staleAfterDays);
  if (stale.length === 0) return ok(`All compared with their sources within ${staleAfterDays} days`);
  const countries = [...new Set(stale.map(({ country }) => country))].sort().join(", ");
  return warn(
    `${counted(stale.length, "line")} not compared with the source for ${staleAfterDays} days: ${countries}`,
  );
}
