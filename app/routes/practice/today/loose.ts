import { href } from "react-router";
import type { LooseBooking, LooseEnds } from "#app/domain/reports/loose-ends.ts";
import { formatDates, formatWeekday } from "#app/values/calendar-words.ts";
import { addressInWords } from "#app/values/erased.ts";
import { formatMoney } from "#app/values/money.ts";
import { firstName } from "#app/values/short-name.ts";
import { DAY, dayOf, formatDate } from "#app/values/zoned.ts";

export type Clock = { zone: string; locale: string; now: number };

export type LooseRow = { title: string; href?: string; aside: string };

type Kind = Exclude<
  keyof LooseEnds,
  "messages" | "licences" | "otherLetters" | "turnedAway" | "untaken" | "unpaid" | "askedBack" | "cameBack"
>;

const said: Record<Kind, [one: string, many: string]> = {
  request: ["request to answer", "requests to answer"],
  unmarked: ["session to mark", "sessions to mark"],
  undecided: ["call to decide on", "calls to decide on"],
  fee: ["fee to decide", "fees to decide"],
  clash: ["session in time that is blocked", "sessions in time that is blocked"],
  letter: ["letter that may not have arrived", "letters that may not have arrived"],
  room: ["session online, and no room link", "sessions online, and no room link"],
};

/** Loose ends as lines, each leading to where it is finished: alone, to its own page; several, to the list of them. */
export function looseRows(loose: LooseEnds, of: string, clock: Clock): LooseRow[] {
  const rows = (Object.keys(said) as Kind[]).flatMap((kind) => {
    const [first, ...more] = loose[kind];
    if (!first) return [];
    const count = more.length + 1;
    const list = `${href("/practice/bookings")}?${new URLSearchParams({ show: "todo", of })}`;
    return [
      {
        title: `${count} ${said[kind][count === 1 ? 0 : 1]}`,
        href: kind === "room" ? profileOf(of) : count === 1 ? whereFinished(kind, first) : list,
        aside: `${count === 1 ? "" : kind === "room" ? "First: " : "Oldest: "}${firstName(first.clientName)}, ${dayOfIt(first.startsAt, clock)}`,
      },
    ];
  });
  return [
    ...messageRows(loose, clock),
    ...askedBackRows(loose, clock),
    ...rows,
    ...cameBackRows(loose, clock),
    ...untakenRows(loose, clock),
    ...unpaidRows(loose, clock),
    ...loose.licences.map((licence) => licenceRow(licence, of, clock)),
    ...turnedAwayRows(loose),
    ...lostLetters(loose),
  ];
}

/** "today", "Tuesday" within the week, "18 September" beyond it. */
export function dayOfIt(instant: Date, { zone, locale, now }: Clock): string {
  const date = dayOf(zone, instant);
  if (date === dayOf(zone, now)) return "today";
  const isNear = Math.abs(instant.getTime() - now) < 6 * DAY;
  return isNear ? formatWeekday(date, { locale }) : formatDates(date, date, { locale }, date.slice(0, 4));
}

function whereFinished(kind: Kind, { bookingId, clientId }: LooseBooking): string {
  if (kind === "undecided") return href("/practice/clients/:id/beginning", { id: clientId });
  return href("/practice/bookings/:id", { id: bookingId });
}

/** Where a therapist's licences and room link are kept. */
function profileOf(of: string): string {
  return `${href("/practice/settings/profile")}?${new URLSearchParams({ of })}`;
}

function untakenRows({ untaken }: LooseEnds, clock: Clock): LooseRow[] {
  const [first] = untaken;
  if (!first) return [];
  const count = untaken.length;
  return [
    {
      title: `${count} ${count === 1 ? "person" : "people"} without another time since you were ill`,
      href: href("/practice/sick-days/:id", { id: first.sickDayId }),
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(first.clientName)}, ${dayOfIt(first.startsAt, clock)}`,
    },
  ];
}

function messageRows({ messages }: LooseEnds, clock: Clock): LooseRow[] {
  const [first, ...more] = messages;
  if (!first) return [];
  const count = messages.reduce((sum, one) => sum + one.count, 0);
  const inbox = href("/practice/messages");
  return [
    {
      title: count === 1 ? "1 message to answer" : `${count} messages to answer`,
      href: more.length === 0 ? href("/practice/messages/:id", { id: first.threadId }) : inbox,
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(first.clientName)}, ${dayOfIt(first.since, clock)}`,
    },
  ];
}

const disputes = href("/practice/billing/disputes");

function askedBackRows({ askedBack }: LooseEnds, clock: Clock): LooseRow[] {
  const [first, ...more] = askedBack;
  if (!first) return [];
  const { id, dueBy } = first;
  const until = dueBy ? `, until ${dayOfIt(dueBy, clock)}` : "";
  return [
    {
      title: `${more.length === 0 ? "1 payment a bank asks" : `${more.length + 1} payments banks ask`} back`,
      href: more.length === 0 ? href("/practice/billing/disputes/:id", { id }) : disputes,
      aside: `${more.length === 0 ? "" : "First: "}${firstName(first.clientName)}${until}`,
    },
  ];
}

function cameBackRows({ cameBack }: LooseEnds, { locale }: Clock): LooseRow[] {
  const [first, ...more] = cameBack;
  if (!first) return [];
  return [
    {
      title: more.length === 0 ? "1 refund that came back" : `${more.length + 1} refunds that came back`,
      href: more.length === 0 ? href("/practice/billing/refunds/:id", { id: first.id }) : disputes,
      aside: `${more.length === 0 ? "" : "Oldest: "}${firstName(first.clientName)}, ${formatMoney(first, locale)}`,
    },
  ];
}

function unpaidRows({ unpaid }: LooseEnds, clock: Clock): LooseRow[] {
  const [first] = unpaid;
  if (!first) return [];
  const count = unpaid.length;
  return [
    {
      title: `${count} session${count === 1 ? "" : "s"} not paid after two weeks`,
      href: href("/practice/billing"),
      aside: `${count === 1 ? "" : "Oldest: "}${firstName(first.clientName)}, ${dayOfIt(first.startsAt, clock)}`,
    },
  ];
}

function licenceRow(
  { region, expiresOn }: LooseEnds["licences"][number],
  of: string,
  clock: Clock,
): LooseRow {
  return {
    title: `The licence for ${region} is running out`,
    href: profileOf(of),
    aside: formatDate(expiresOn, clock),
  };
}

function turnedAwayRows({ turnedAway }: LooseEnds): LooseRow[] {
  const [first] = turnedAway;
  if (!first) return [];
  const count = turnedAway.length;
  const title =
    count > 1
      ? `${count} addresses get no letters any more`
      : first.why === "complained"
        ? "Somebody marked your letter as unwanted"
        : "A letter came back";
  return [
    {
      title,
      href: `${href("/practice/settings/deliveries")}#turned-away`,
      aside: `${count > 1 ? "Latest: " : ""}${first.address}`,
    },
  ];
}

function lostLetters({ otherLetters }: LooseEnds): LooseRow[] {
  const [first] = otherLetters;
  if (!first) return [];
  const count = otherLetters.length;
  return [
    {
      title: `${count} other ${count === 1 ? "letter" : "letters"} that may not have arrived`,
      aside: `Latest: to ${addressInWords(first.recipient)}`,
    },
  ];
}
