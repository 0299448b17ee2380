import { ownBookingsAhead, ownBookingsBehind } from "#app/domain/bookings/own.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { clientsOfUser } from "#app/domain/clients/queries.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { isId } from "#app/values/ids.ts";
import { dayOf } from "#app/values/zoned.ts";
import { clockOf, type Here } from "./here.ts";
import { standingOf } from "./standing.ts";

const aPage = 20;

/** A client's sessions, those ahead and a page of those behind (`?before=`). */
export async function sessionsOf(here: Here, query: URLSearchParams) {
  const { ctx } = here;
  const before = query.get("before");
  const [ahead, behind, clients] = await Promise.all([
    ownBookingsAhead(ctx),
    ownBookingsBehind(ctx, { before, count: aPage }),
    clientsOfUser(ctx, ctx.actor.userId),
  ]);
  const seen = clients.filter(({ role }) => maySee(role));
  const nameOf = new Map(seen.length > 1 ? seen.map(({ clientId, name }) => [clientId, name]) : []);
  const line = (whole: WholeBooking) => lineOf(here, whole, nameOf);
  return {
    ahead: ahead.map(line),
    behind: behind.bookings.map(line),
    isEarlier: before !== null && isId(before),
    earlier: behind.more,
  };
}

function lineOf(here: Here, whole: WholeBooking, nameOf: Map<string, string>) {
  const { booking, appointment, type, therapist, practice } = whole;
  const now = here.ctx.now().getTime();
  const zone = clockOf(here, whole);
  const { when } = whenAndWhere(appointment.startsAt.getTime(), { zone, locale: practice.locale });
  const year = dayOf(zone, appointment.startsAt).slice(0, 4);
  const { tag, kind } = standingOf(whole, { zone, now });
  return {
    id: booking.id,
    when: year === dayOf(zone, now).slice(0, 4) ? when : `${when} ${year}`,
    what: `${type.name} with ${therapist.firstName}`,
    forWhom: nameOf.get(booking.clientId) ?? null,
    tag,
    kind,
  };
}

export type SessionLine = ReturnType<typeof lineOf>;
export type SessionsShown = Awaited<ReturnType<typeof sessionsOf>>;
