import { href } from "react-router";
import type { WorkingTime } from "#app/domain/availability/working-time.ts";
import type { Appointment, Seat } from "#app/domain/bookings/appointments-between.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { timeOnALine } from "#app/routes/when.ts";
import type { Entry } from "#app/ui/week-grid.tsx";
import type { Interval } from "#app/values/interval.ts";
import { shortName } from "#app/values/short-name.ts";

export type Diary = { appointments: readonly Appointment[]; working: WorkingTime };

export type Clock = { zone: string; locale: string };

/** Something in a therapist's time, in words, before it is put on a day. */
export type Happening = Pick<Entry, "key" | "kind" | "label" | "href" | "moveHref" | "people"> & {
  span: Interval;
  /** The label where there is room for it. */
  said: string;
};

type Asked = Clock & {
  /** Where a group's people are named: the page of the day an instant is in. Null on that page itself. */
  dayHref: ((instant: number) => string) | null;
};

/** What is in a diary: sessions with who comes, groups with their seats, what is blocked, and being away. */
export function happeningsOf({ appointments, working }: Diary, asked: Asked): Happening[] {
  return [
    ...working.away.map((span) => ({
      span,
      key: `away-${span.from}`,
      kind: "away" as const,
      label: "Away",
      said: "away",
    })),
    ...appointments.map((appointment) => {
      const [seat] = appointment.seats;
      return isOneToOne(appointment) && seat
        ? aSession(appointment, seat, asked)
        : aGroup(appointment, asked);
    }),
    ...working.blocks.map(({ id, source, label, ...span }) => ({
      span,
      key: id,
      kind: "busy" as const,
      label: label ?? "Busy",
      said: label ?? "busy",
      ...(source === "manual" && { href: href("/practice/calendar/block/:id", { id }) }),
    })),
  ];
}

function aSession(appointment: Appointment, seat: Seat, clock: Clock): Happening {
  const { bookingId: id, status } = seat;
  const isFirst = appointment.kind === "discovery";
  const isOpen = status === "held" || status === "requested";
  const state = stateInWords(seat, clock);
  const name = seat.isOffered ? `Offered to ${shortName(seat.clientName)}` : shortName(seat.clientName);
  return {
    span: spanOf(appointment),
    key: appointment.id,
    kind: isOpen ? "held" : isFirst ? "discovery" : "session",
    // The dash stays with what follows it, where a narrow column breaks the line.
    label: [name, isFirst && "first", state].filter(Boolean).join(" —\u00a0"),
    said: [name, isFirst && "first call", state].filter(Boolean).join(", "),
    href: href("/practice/bookings/:id", { id }),
    ...(status === "confirmed" && { moveHref: href("/practice/bookings/:id/move", { id }) }),
  };
}

function stateInWords({ status, holdsUntil, isOffered }: Seat, clock: Clock): string | null {
  if (status === "held" && holdsUntil)
    return `${isOffered ? "kept" : "held"} until ${timeOnALine(Date.parse(holdsUntil), clock)}`;
  if (status === "requested") return "waits for your answer";
  return status === "no_show" ? "didn’t come" : null;
}

function aGroup(appointment: Appointment, { dayHref }: Asked): Happening {
  const { typeName, seats, capacity } = appointment;
  const span = spanOf(appointment);
  const people = seats.map(({ bookingId, clientName }) => ({
    label: shortName(clientName),
    href: href("/practice/bookings/:id", { id: bookingId }),
  }));
  return {
    span,
    key: appointment.id,
    kind: "session",
    label: `${typeName} — ${seats.length} of ${capacity} taken`,
    said: `${typeName}, ${seats.length} of ${capacity} seats taken`,
    ...(dayHref ? { href: dayHref(span.from) } : { people }),
  };
}

function spanOf({ startsAt, endsAt }: Appointment): Interval {
  return { from: startsAt.getTime(), until: endsAt.getTime() };
}
