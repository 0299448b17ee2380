import { and, eq } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf, weeksHadEnough } from "#app/domain/availability/find-openings.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { shapeOf, slotTaken } from "#app/domain/bookings/move.ts";
import { moveTogether } from "#app/domain/bookings/move-together.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { moveRefusal } from "#app/domain/bookings/rules.ts";
import { lockTherapist, releaseStaleHolds } from "#app/domain/bookings/take.ts";
import { keepWords } from "#app/domain/bookings/words.ts";
import { type ClientCtx, inTransaction, isClient, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { addDays, DAY, dayNumber } from "#app/values/zoned.ts";
import { type Planned, plan, type Wanted } from "./plan.ts";
import { findSeries } from "./queries.ts";
import { type Choice, seenAs, startOn } from "./rules.ts";
import { datesMeant, type Meant, type Which } from "./which.ts";

export type MoveWish = {
  seriesId: string;
  from?: string | undefined;
  which: Which;
  /** Where the first of them goes, by the therapist's clock; the others follow in the same rhythm. */
  to: { date: string; time: string };
  choices: ReadonlyMap<string, Choice>;
};

export type Moving = Meant & { dates: Planned[]; currency: string };

export type MoveSeveralRefusal =
  | "not_here"
  | "nothing_left"
  | "not_offered"
  | "too_far_away"
  | "changed_meanwhile"
  | "nothing_chosen";

/** How many days a series can be moved at once, forwards or back: within a week each date stays the date it was. */
export const farthestMove = 6;

/**
 * Where the dates that are meant would go, and how each of those times stands now. A date that was moved by itself falls
 * back into the rhythm; one that is left out stays where it is. Refuses: not_here, nothing_left, not_offered when the type
 * is no longer the therapist's, too_far_away past six days.
 */
export async function lookAtMove(
  ctx: ClientCtx | MemberCtx,
  wish: MoveWish,
): Promise<Result<Moving, Exclude<MoveSeveralRefusal, "changed_meanwhile" | "nothing_chosen">>> {
  const meant = await datesMeant(ctx, { ...wish, id: wish.seriesId });
  if (!meant) return refused("not_here");
  const [first] = meant.chosen;
  const last = meant.chosen.at(-1);
  if (!first || !last) return refused("nothing_left");
  const shift = dayNumber(wish.to.date) - dayNumber(first.booking.seriesDate ?? "");
  if (!(Math.abs(shift) <= farthestMove)) return refused("too_far_away");

  const now = ctx.now().getTime();
  const wanted = meant.chosen.map((one) => wantedOf(one, shift, { ...wish, zone: meant.series.zone, now }));
  const starts = wanted.map(({ startsAt }) => startsAt);
  const span = { from: Math.min(...starts) - 8 * DAY, to: Math.max(...starts) + 8 * DAY };
  const open = await readDiary(ctx, {
    ...{ therapistId: meant.series.therapistId, typeSlug: first.type.slug, ...span },
    except: meant.chosen.map(({ booking }) => booking.appointmentId),
    behindTheDoor: !isClient(ctx),
  });
  if (!open) return refused("not_offered");
  const diary = availabilityOf(open, now, shapeOf(first));
  const look = async (leaving: readonly WholeBooking[]) => {
    const except = leaving.map(({ booking }) => booking.appointmentId);
    const clientId = isClient(ctx) ? meant.series.clientId : undefined;
    const fullWeeks = await weeksHadEnough(ctx, open, { clientId, except, ...span });
    return plan({ diary: { ...diary, fullWeeks }, wanted, choices: wish.choices, isStrict: isClient(ctx) });
  };
  return done({ ...meant, dates: await settled(meant.chosen, look), currency: open.currency });
}

/** A date that stays counts in its week, and may keep another out of it: so it is looked at until no more of them stay. */
async function settled(
  chosen: readonly WholeBooking[],
  look: (leaving: readonly WholeBooking[]) => Promise<Planned[]>,
): Promise<Planned[]> {
  const leaving = new Set(chosen);
  for (;;) {
    const dates = await look([...leaving]);
    const staying = chosen.filter((one, nth) => leaving.has(one) && dates[nth]?.at === null);
    if (staying.length === 0) return dates;
    for (const one of staying) leaving.delete(one);
  }
}

function wantedOf(
  { booking, appointment }: WholeBooking,
  shift: number,
  { zone, to, now }: { zone: string; to: { time: string }; now: number },
): Wanted {
  const date = addDays(booking.seriesDate ?? "", shift);
  const stays = appointment.startsAt.getTime();
  const isFixed = moveRefusal({ ...booking, startsAt: stays }, now) !== null;
  return { date, startsAt: startOn(zone, date, to.time), stays, isFixed };
}

/**
 * Move the dates that were chosen, all or none, as they were seen; those that go become a series of their own that follows
 * the old one, so that each says its true rhythm. One letter tells all of it. Refuses as `lookAtMove`, or:
 * changed_meanwhile, nothing_chosen. The same key a second time is answered as the first.
 */
export async function moveSeveral(
  ctx: ClientCtx | MemberCtx,
  wish: MoveWish & { key: string; seen: string; message?: string | undefined },
): Promise<Result<{ id: string }, MoveSeveralRefusal>> {
  const known = await findSeries(ctx, wish.seriesId);
  if (!known) return refused("not_here");
  return inTransaction<ClientCtx | MemberCtx, Result<{ id: string }, MoveSeveralRefusal>>(
    ctx,
    async (ctx) => {
      await lockTherapist(ctx, known.therapistId);
      if ((await findSeries(ctx, wish.key))?.follows === known.id) return done({ id: wish.key });
      await releaseStaleHolds(ctx, known.therapistId);
      const looked = await lookAtMove(ctx, wish);
      if (!looked.ok) return looked;
      const { chosen, dates } = looked.value;
      if (seenAs(dates) !== wish.seen || !dates.every(({ isGood }) => isGood))
        return refused("changed_meanwhile");
      const steps = chosen.flatMap((found, nth) => {
        const { date = "", at = null } = dates[nth] ?? {};
        return at === null ? [] : [{ found, startsAt: at, ofSeries: { id: wish.key, date } }];
      });
      const [first] = steps;
      const areAllThere = steps.every(({ found, startsAt }) => +found.appointment.startsAt === startsAt);
      if (!first || areAllThere) return refused("nothing_chosen");

      await goOn(ctx, looked.value, wish, first.ofSeries.date, steps.length === chosen.length);
      await moveTogether(ctx, steps, { together: wish.key, round: 0 });
      if (wish.message) {
        const { booking } = first.found;
        await keepWords(ctx, { ...booking, sequence: booking.sequence + 1 }, "message", wish.message);
      }
      await record(
        ctx,
        "series.moved",
        { id: wish.key, sequence: 0 },
        { from: known.id, count: steps.length },
      );
      return done({ id: wish.key });
    },
  ).catch((error) => {
    slotTaken(error);
    return refused("changed_meanwhile" as const);
  });
}

/** The series the moved dates make from now on; the old one ends when nothing of it is left to come. */
async function goOn(
  ctx: ClientCtx | MemberCtx,
  { series: before, isWhole }: Moving,
  { key, to }: { key: string; to: { time: string } },
  startsOn: string,
  areAllMoved: boolean,
): Promise<void> {
  const { practiceId, therapistId, clientId, sessionTypeId, everyWeeks, zone } = before;
  await ctx.db.insert(series).values({
    id: key,
    ...{ practiceId, therapistId, clientId, sessionTypeId, everyWeeks, zone },
    startsOn,
    localTime: to.time,
    follows: before.id,
    createdAt: ctx.now(),
  });
  if (!isWhole || !areAllMoved) return;
  await ctx.db
    .update(series)
    .set({ endedAt: ctx.now() })
    .where(and(eq(series.practiceId, practiceId), eq(series.id, before.id)));
}
