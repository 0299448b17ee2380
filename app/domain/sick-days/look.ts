import { standingBetween } from "#app/domain/bookings/standing-between.ts";
import { type Reached, waysToReach } from "#app/domain/clients/ways-to-reach.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import type { Interval } from "#app/values/interval.ts";
import { seenAs } from "./rules.ts";
import { suggest } from "./suggest.ts";

/** Somebody a sick day would touch. Instants are milliseconds. */
export type TouchedPerson = {
  bookingId: string;
  clientId: string;
  clientName: string;
  typeName: string;
  startsAt: number;
  /** Whether it is only asked for, or on offer to somebody who has not said yes. */
  isAsked: boolean;
  isOffered: boolean;
  suggestions: number[];
  reached: Reached;
};

/**
 * Who would be touched if a therapist fell ill for these hours, and what each would be told, while nothing has happened.
 * `seen` is what a press says it saw. Nobody for a diary that is not theirs to change.
 */
export async function lookAhead(
  ctx: MemberCtx,
  therapistId: string,
  hours: Interval,
): Promise<{ people: TouchedPerson[]; seen: string }> {
  const isTheirs = may(ctx.actor, "diary.change", {
    practiceId: ctx.practiceId,
    therapistIds: [therapistId],
  });
  const touched = isTheirs ? await standingBetween(ctx, { therapistId, ...hours }) : [];
  const away = { startsAt: hours.from, endsAt: hours.until };
  const suggestions = await suggest(ctx, therapistId, { touched, away });
  const reach = await waysToReach(ctx, touched);
  return {
    seen: seenAs(touched),
    people: touched.map((booking) => ({
      bookingId: booking.id,
      clientId: booking.clientId,
      clientName: booking.clientName,
      typeName: booking.typeName,
      startsAt: booking.startsAt.getTime(),
      isAsked: booking.status === "requested",
      isOffered: booking.status === "held" && booking.heldFor === "offer",
      suggestions: suggestions.get(booking.id) ?? [],
      reached: reach(booking),
    })),
  };
}
