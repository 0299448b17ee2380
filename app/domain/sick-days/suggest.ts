import { availabilityOf } from "#app/domain/availability/find-openings.ts";
import { openings } from "#app/domain/availability/openings.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import type { Occupied } from "#app/domain/availability/rules.ts";
import { type StandingBooking, sessionStartsOf } from "#app/domain/bookings/standing-between.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { DAY, MINUTE } from "#app/values/zoned.ts";
import { type Asking, suggestionsFor } from "./rules.ts";

type Touched = Pick<
  StandingBooking,
  "id" | "clientId" | "guestZone" | "typeSlug" | "startsAt" | "endsAt" | "heldFor"
>;

/** Far enough for three weeks and what of a day zones make of them. */
const reach = 23 * DAY;

/**
 * The openings (ms) a letter about each of these bookings suggests, from what could be booked now once the therapist is
 * away for `away` (ms). The bookings are given in the order in which they are served.
 */
export async function suggest(
  ctx: Ctx,
  therapistId: string,
  { touched, away }: { touched: readonly Touched[]; away: Occupied },
): Promise<Map<string, number[]>> {
  const from = Math.max(away.endsAt, ctx.now().getTime());
  const clientIds = [...new Set(touched.map(({ clientId }) => clientId))];
  const starts = await sessionStartsOf(ctx, { therapistId, clientIds });
  const open = new Map<string, number[]>();
  const askings: Asking[] = [];
  for (const booking of touched) {
    const minutes = (booking.endsAt.getTime() - booking.startsAt.getTime()) / MINUTE;
    const kind = `${booking.typeSlug} ${minutes}`;
    const found = open.get(kind) ?? (await startsFrom(ctx, { therapistId, ...booking, minutes, away, from }));
    open.set(kind, found);
    askings.push({
      id: booking.id,
      zone: booking.guestZone,
      sessions: starts.get(booking.clientId) ?? [booking.startsAt.getTime()],
      minutes,
      openings: found,
    });
  }
  return suggestionsFor(askings, from);
}

type Looked = { therapistId: string; typeSlug: string; minutes: number; away: Occupied; from: number };

/** What could be booked of a type from a moment on, for sessions of the length these people had. */
async function startsFrom(ctx: Ctx, { therapistId, typeSlug, minutes, away, from }: Looked) {
  const span = { from, to: from + reach };
  const open = await readDiary(ctx, { therapistId, typeSlug, ...span });
  if (!open) return [];
  const diary = { ...open.diary, away: [...open.diary.away, away] };
  const shape = { ...open.type, minutes };
  const availability = availabilityOf({ ...open, diary }, ctx.now().getTime(), shape);
  return openings(availability, { ...span, visitorZone: open.therapist.zone }).map(
    ({ startsAt }) => startsAt,
  );
}
