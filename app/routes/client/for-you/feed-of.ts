import { allOwnBookings } from "#app/domain/bookings/own.ts";
import { type OwnItem, ownContent } from "#app/domain/content/own.ts";
import { goesOnAt } from "#app/domain/content/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { lengthInWords, whatItIs } from "#app/routes/content-in-words.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatDay } from "#app/values/zoned.ts";
import type { Here } from "../here.ts";

type Clock = { zone: string; locale: string };

/** What a client was given, the newest first, in words. */
export async function feedOf({ ctx }: Here, clock: Clock) {
  const [items, sessions] = await Promise.all([ownContent(ctx), sessionsInWords(ctx, clock)]);
  return items.map((item) => lineOf(item, clock, sessions));
}

export type FeedLine = Awaited<ReturnType<typeof feedOf>>[number];

function lineOf(item: OwnItem, clock: Clock, sessions: Map<string, string>) {
  const session = item.bookingId && sessions.get(item.bookingId);
  return {
    id: item.id,
    title: item.title,
    text: [
      whatItIs(item),
      `from ${item.therapistName}`,
      session ? `with your session of ${session}` : `since ${formatDay(item.since, clock.zone, clock)}`,
    ].join(" · "),
    isNew: item.seenAt === null,
    state: stateOf(item),
  };
}

/** How far somebody has come in it. */
export function stateOf({ position, duration, finishedAt }: OwnItem): string | null {
  const at = goesOnAt(position ?? 0, duration);
  if (at > 0) return `Stopped at ${lengthInWords(at)}`;
  return finishedAt ? "Heard to its end" : null;
}

/** When each of somebody's own sessions is or was. */
export async function sessionsInWords(ctx: ClientCtx, clock: Clock): Promise<Map<string, string>> {
  const all = await allOwnBookings(ctx);
  return new Map(
    all.map(({ booking, appointment }) => [
      booking.id,
      whenAndWhere(appointment.startsAt.getTime(), clock).when,
    ]),
  );
}
