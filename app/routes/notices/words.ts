import { href } from "react-router";
import type { Side } from "#app/db/schema/notifications.ts";
import type { Facts } from "#app/domain/notifications/facts.ts";
import type { kinds, NoticeKind } from "#app/domain/notifications/kinds.ts";
import type { Notice } from "#app/domain/notifications/notices.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import { formatMoney, type Money } from "#app/values/money.ts";
import { howOften } from "#app/values/rhythm-words.ts";
import { formatDay } from "#app/values/zoned.ts";

/** Whose language the words use; `zone` is the clock a client chose for everything, if they did. */
export type Clock = { zone: string | null; locale: string };

/** A notice in words: what happened, when it is or was, and where the thing itself is to be seen. */
export type Said = { title: string; about?: string | undefined; href: string };

type SidesOf<K extends NoticeKind> = Extract<keyof (typeof kinds)[K], Side>;
type FactsOf<K extends NoticeKind> = Facts[(typeof kinds)[K]["about"]];

type Words = { [K in NoticeKind]: { [S in SidesOf<K>]: (facts: FactsOf<K>, clock: Clock) => Said } };

type OfBooking = Facts["booking"];

/** What every kind of notice says on each side that hears of it. No clinical word; names only to the practice. */
const words: Words = {
  "booking.confirmed": {
    client: aboutOwnSession(({ therapistName }) => `A session with ${therapistName} was booked for you`),
    practice: aboutBooking("Booked"),
  },
  "booking.moved": {
    client: aboutOwnSession(() => "Your session was moved to this time"),
    practice: aboutBooking("Moved"),
  },
  "booking.cancelled": {
    client: aboutOwnSession(() => "Your session was cancelled"),
    practice: aboutBooking("Cancelled"),
  },
  "booking.accepted": {
    client: aboutOwnSession(() => "The time you asked for is kept for you: one step is left"),
  },
  "booking.declined": {
    client: aboutOwnSession(({ therapistName }) => `${therapistName} cannot take the time you asked for`),
  },
  "series.made": {
    client: aboutOwnSeries(({ therapistName }) => `${therapistName} booked a series of sessions for you`),
    practice: aboutSeries("New series"),
  },
  "series.moved": {
    client: aboutOwnSeries(() => "Several of your sessions were moved"),
    practice: aboutSeries("Series moved"),
  },
  "series.cancelled": {
    client: aboutOwnSeries(() => "Several of your sessions were cancelled"),
    practice: aboutSeries("Series cancelled"),
  },
  "booking.requested": { practice: aboutBooking("To answer") },
  "booking.expired": { client: aboutOwnSession(() => "The time you asked for wasn’t answered in time") },
  "wait.joined": {
    practice: ({ id, guestName, typeName }) => ({
      title: `On the waiting list: ${guestName}`,
      about: typeName,
      href: href("/practice/waiting/:id", { id }),
    }),
  },
  "wait.offered": {
    client: ({ id, therapistName }) => ({
      title: `A time with ${therapistName} is kept for you`,
      href: href("/client/waiting/:id", { id }),
    }),
  },
  "content.given": {
    client: ({ itemId, kind, therapistName }) => ({
      title: `${therapistName} put ${somethingOf[kind]} on your page`,
      href: href("/client/for-you/:item", { item: itemId }),
    }),
  },
  "lines.sent": {
    practice: aboutBooking("A few lines before the session"),
  },
  "message.written": {
    client: ({ id, therapistName }) => ({
      title: `A message from ${therapistName}`,
      href: href("/client/messages/:id", { id }),
    }),
    practice: ({ id, clientName }) => ({
      title: `A message from ${clientName}`,
      href: href("/practice/messages/:id", { id }),
    }),
  },
  "joining.stopped": {
    practice: aboutBooking("At the door, outside your licences"),
  },
  "dispute.opened": {
    practice: (facts, clock) => ({
      title: `A bank asks back ${sumOf(facts, clock)}: ${facts.clientName}`,
      about: facts.dueBy
        ? `To be answered until ${formatDay(facts.dueBy.getTime(), facts.zone, clock)}`
        : undefined,
      href: href("/practice/billing/disputes/:id", { id: facts.id }),
    }),
  },
  "dispute.closed": {
    practice: (facts, clock) => ({
      title: `The bank decided for ${facts.status === "won" ? "you" : "the client"}: ${facts.clientName}`,
      about: sumOf(facts, clock),
      href: href("/practice/billing/disputes/:id", { id: facts.id }),
    }),
  },
  "refund.failed": {
    practice: (facts, clock) => ({
      title: `A refund of ${sumOf(facts, clock)} came back: ${facts.clientName}`,
      href: href("/practice/billing/refunds/:id", { id: facts.id }),
    }),
  },
  "form.asked": {
    client: ({ id, therapistName, minutes }) => ({
      title: `A form from ${therapistName} waits for you`,
      about: `It takes about ${minutes} minutes`,
      href: href("/client/forms/:id", { id }),
    }),
  },
  "form.signed": {
    practice: ({ id, clientName }) => ({
      title: `A form to read: ${clientName}`,
      href: href("/practice/forms/:id", { id }),
    }),
  },
  "consent.withdrawn": {
    practice: ({ id, clientName }) => ({
      title: `${clientName} took back what they agreed to`,
      href: href("/practice/forms/:id", { id }),
    }),
  },
  "glass.broken": {
    practice: ({ clientId, clientName, who }) => ({
      title: `${who} opened the private record of ${clientName}`,
      about: "For an hour, without being their therapist",
      href: href("/practice/clients/:id/break-glass", { id: clientId }),
    }),
  },
  "account.closed": {
    practice: ({ clientId, clientName }) => ({
      title: `${clientName} closed their account`,
      href: href("/practice/clients/:id", { id: clientId }),
    }),
  },
  "erasure.asked": {
    practice: ({ clientId, clientName }) => ({
      title: `${clientName} asks to be erased`,
      href: href("/office/erasures/:id", { id: clientId }),
    }),
  },
};

const somethingOf = {
  audio: "something to listen to",
  meditation: "a guided meditation",
  worksheet: "a worksheet",
  link: "a link",
} as const;

function sumOf(money: Money, { locale }: Clock): string {
  return formatMoney(money, locale);
}

/** A line about a booking for the practice: "Moved: Jonah Reis", and its time by the therapist's clock. */
function aboutBooking(happened: string) {
  return ({ id, clientName, startsAt, therapistZone }: OfBooking, { locale }: Clock): Said => ({
    title: `${happened}: ${clientName}`,
    about: whenAndWhere(startsAt.getTime(), { zone: therapistZone, locale }).when,
    href: href("/practice/bookings/:id", { id }),
  });
}

/** A line about several dates at once for the practice: "Series moved: Jonah Reis". */
function aboutSeries(happened: string) {
  return ({ id, clientName, everyWeeks, typeName }: Facts["series"]): Said => ({
    title: `${happened}: ${clientName}`,
    about: `${typeName}, ${howOften(everyWeeks)}`,
    href: href("/practice/series/:id", { id }),
  });
}

/** The same for the client whose sessions they are. */
function aboutOwnSeries(title: (facts: Facts["series"]) => string) {
  return (facts: Facts["series"]): Said => ({
    title: title(facts),
    about: `${facts.typeName}, ${howOften(facts.everyWeeks)}`,
    href: href("/client/series/:id", { id: facts.id }),
  });
}

/** A line about their session for a client, with its time by their clock; a room with an address has its own. */
function aboutOwnSession(title: (facts: OfBooking) => string) {
  return (facts: OfBooking, { zone, locale }: Clock): Said => {
    const { id, startsAt, place, guestZone, therapistZone } = facts;
    const clock = { zone: place === "in_person" ? therapistZone : (zone ?? guestZone), locale };
    return {
      title: title(facts),
      about: whenAndWhere(startsAt.getTime(), clock).when,
      href: href("/client/sessions/:id", { id }),
    };
  };
}

/** What stands for a notice about something its reader cannot see any more. */
export const outOfSight = "Something that isn’t yours to see any more";

/** A notice in words, on the side it was told; null when there is nothing left to say about it. */
export function noticeInWords({ kind, side, facts }: Notice, clock: Clock): Said | null {
  const saying = (words[kind] as Partial<Record<Side, (facts: Notice["facts"], clock: Clock) => Said>>)[side];
  return facts && saying ? saying(facts, clock) : null;
}
