import type { Proposal } from "#app/domain/calendar/proposals.ts";
import { timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import { dayOf } from "#app/values/zoned.ts";

type Clock = { zone: string; locale: string };

export type Question = ReturnType<typeof questionInWords>;

/** What a question about an appointment says: where Google has it, where it stands here, and what can be done about it. */
export function questionInWords(proposal: Proposal, clock: Clock) {
  const { id, kind, startsAt, endsAt, stands, booking } = proposal;
  const at = (moment: Date) => whenAndWhere(moment.getTime(), clock).when;
  return {
    ...{ id, kind, bookingId: booking.id, sequence: booking.sequence, clientName: booking.clientName },
    /** Where it stands here, for a machine and for people. */
    startsAt: stands.startsAt.toISOString(),
    stands: at(stands.startsAt),
    said: {
      deleted: `It was taken out of your Google Calendar. Here it still stands: ${at(stands.startsAt)}.`,
      moved: startsAt ? movedInWords(startsAt, stands.startsAt, clock) : "",
      resized: `In your Google Calendar it lasts until ${endsAt ? timeOnALine(endsAt.getTime(), clock) : "later"}; here until ${timeOnALine(stands.endsAt.getTime(), clock)}.`,
    }[kind],
    /** What the button that follows Google promises; null where there is nothing to follow. */
    follow:
      kind === "moved" && startsAt
        ? `Move it to ${shortly(startsAt, stands.startsAt, clock)}, tell them`
        : null,
  };
}

function movedInWords(there: Date, here: Date, clock: Clock): string {
  const stands = whenAndWhere(here.getTime(), clock).when;
  return `Google says ${shortly(there, here, clock)}. Here it stands: ${stands}. Move it, or put it back?`;
}

function shortly(there: Date, here: Date, clock: Clock): string {
  const isSameDay = dayOf(clock.zone, there) === dayOf(clock.zone, here);
  return isSameDay ? timeOnALine(there.getTime(), clock) : whenAndWhere(there.getTime(), clock).when;
}
