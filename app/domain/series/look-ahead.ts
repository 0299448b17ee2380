import { availabilityOf, weeksHadEnough } from "#app/domain/availability/find-openings.ts";
import { type OpenDiary, readDiary } from "#app/domain/availability/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { DAY } from "#app/values/zoned.ts";
import { type Planned, plan } from "./plan.ts";
import { type Choice, datesOf, type Length, type Rhythm, startOn } from "./rules.ts";

/** What is asked for: which session, with whom, in which rhythm and for how long; the zone is the therapist's. */
export type Wished = {
  therapistId: string;
  typeSlug: string;
  rhythm: Omit<Rhythm, "zone">;
  length: Length;
  choices: ReadonlyMap<string, Choice>;
  /** The client who asks for themselves; how often a week they may is counted. */
  ownClientId?: string | undefined;
};

export type Ahead = { open: OpenDiary; rhythm: Rhythm; dates: Planned[] };

/**
 * Every date of a series that is wished for, and how it stands now. `isStrict` for a client, who takes what is offered;
 * the practice looks behind the door. Null where the type is not offered, or is no session of a series: a first call
 * comes once, and a group has dates of its own.
 */
export async function lookAhead(
  ctx: Ctx,
  wished: Wished,
  { isStrict }: { isStrict: boolean },
): Promise<Ahead | null> {
  const { therapistId, typeSlug, choices } = wished;
  const days = datesOf(wished.rhythm, wished.length);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const span = { from: Date.parse(first) - 8 * DAY, to: Date.parse(last) + 8 * DAY };
  const open = await readDiary(ctx, { therapistId, typeSlug, ...span, behindTheDoor: !isStrict });
  if (!open || !isOneToOne(open.type) || open.type.kind === "discovery") return null;
  const rhythm = { ...wished.rhythm, zone: open.therapist.zone };
  const wanted = days.map((date) => ({ date, startsAt: startOn(rhythm.zone, date, rhythm.time) }));
  const fullWeeks = await weeksHadEnough(ctx, open, { clientId: wished.ownClientId, ...span });
  const diary = { ...availabilityOf(open, ctx.now().getTime()), fullWeeks };
  return { open, rhythm, dates: plan({ diary, wanted, choices, isStrict }) };
}
