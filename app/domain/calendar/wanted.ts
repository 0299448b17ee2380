import { and, eq, inArray, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import type { TitleMode } from "#app/db/schema/calendar.ts";
import { practices } from "#app/db/schema/practices.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { hashOf } from "#app/values/token.ts";
import type { Entry } from "#app/world/calendars.ts";
import type { Connection } from "./connection.ts";

/** What stands in the therapist's own calendar for an appointment. `face` is all of it in one word. */
export type Wanted = { entry: Entry; face: string; isOver: boolean };

/** What the therapist is told an appointment is; `names` are those of the clients who come. */
export function titleOf(mode: TitleMode, names: readonly string[]): string {
  const [name] = names;
  if (mode === "busy" || !name) return "Busy";
  if (mode === "appointment" || names.length > 1) return "Appointment";
  return mode === "name" ? name : initialsOf(name);
}

function initialsOf(name: string): string {
  const letters = name.split(/\s+/u).flatMap((part) => [...part].slice(0, 1));
  return letters.map((letter) => `${letter.toLocaleUpperCase()}.`).join(" ");
}

/**
 * What a connected therapist's calendar should hold for an appointment of theirs, from what stands here now: one event as
 * long as somebody's place in it is confirmed. Null when it should hold none.
 */
export async function wantedFor(
  ctx: Ctx,
  connection: Connection,
  appointmentId: string,
): Promise<Wanted | null> {
  const [found] = await ctx.db
    .select({
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      zone: appointments.zone,
      place: appointments.place,
      room: therapists.roomUrl,
      address: practices.address,
      // In the order they booked, so that the same bookings always make the same words.
      names: sql<string[]>`array_agg(${bookings.guestName} order by ${bookings.id})`,
      bookingId: sql<string>`(array_agg(${bookings.id} order by ${bookings.id}))[1]`,
    })
    .from(appointments)
    .innerJoin(bookings, eq(bookings.appointmentId, appointments.id))
    .innerJoin(therapists, eq(therapists.id, appointments.therapistId))
    .innerJoin(practices, eq(practices.id, appointments.practiceId))
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        eq(appointments.therapistId, connection.therapistId),
        eq(appointments.id, appointmentId),
        inArray(bookings.status, ["confirmed", "attended", "no_show"]),
      ),
    )
    .groupBy(appointments.id, therapists.id, practices.id);
  if (!found) return null;
  const { startsAt, endsAt, zone, place, room, address, names, bookingId } = found;
  const isMeeting = place === "online" && connection.makesMeet;
  const location = place === "online" ? (isMeeting ? null : room) : place === "in_person" ? address : null;
  const entry: Entry = {
    ...{ appointmentId, startsAt, endsAt, zone, location },
    title: titleOf(connection.titles, names),
    description: `${ctx.appUrl}/practice/bookings/${bookingId}`,
    meet: isMeeting ? `${appointmentId}-${connection.generation}` : null,
  };
  return { entry, face: faceOf(entry), isOver: endsAt <= ctx.now() };
}

/** An entry in one word: two of the same face need no writing. */
export function faceOf(entry: Entry): string {
  const { startsAt, endsAt, ...words } = entry;
  const text = JSON.stringify([startsAt.getTime(), endsAt.getTime(), words]);
  return hashOf(text).toString("base64url").slice(0, 22);
}
