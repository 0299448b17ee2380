import { href } from "react-router";
import { isFeeDue, isRoomOpen } from "#app/domain/bookings/rules.ts";
import { whereInTheDay } from "#app/domain/reports/rules.ts";
import type { Day, Gathering, Visit } from "#app/domain/reports/today.ts";
import { emergencyIn } from "#app/routes/joining/emergency.ts";
import { placeInWords as placeToday } from "#app/routes/joining/place-in-words.ts";
import { capital, counted, placeInWords } from "#app/routes/practice/in-words.ts";
import { lastingUntil, timeOnALine, whenAndWhere } from "#app/routes/when.ts";
import type { TagKind } from "#app/ui/tag.tsx";
import { firstName } from "#app/values/short-name.ts";
import { MINUTE } from "#app/values/zoned.ts";

/** Whose day, on which clock, at which moment (ms), and what the reader may do there. */
export type Reading = {
  zone: string;
  locale: string;
  now: number;
  therapistName: string;
  roomUrl: string | null;
  isOwn: boolean;
  mayDecide: boolean;
  /** The reader's own notes of the day's sessions, by booking; null where they write none here. */
  notes: ReadonlyMap<string, { id: string; status: "draft" | "signed" }> | null;
};

type Action =
  | { kind: "link"; label: string; href: string }
  | { kind: "call"; label: string; href: string }
  | { kind: "came"; label: string; id: string };

export type DayLine = {
  key: string;
  at: string;
  time: string;
  name: string;
  href: string | null;
  about: string;
  state: "done" | "now" | "ahead";
  tags: { kind: TagKind; words: string }[];
  /** Where the people are, while the room is open; each leads to the booking, where somebody outside is let in. */
  where: { words: string; href: string }[];
  action: Action | null;
};

const standing = new Set(["confirmed", "attended", "no_show"]);

/** A day in words: what is said above it, and a line for everybody on it. */
export function dayInWords(day: Day, reading: Reading) {
  const certain = [...day.visits.filter(({ status }) => standing.has(status)), ...day.gatherings];
  const all = [...day.visits, ...day.gatherings].sort((a, b) => a.startsAt - b.startsAt);
  const { current, next, free } = whereInTheDay(certain, all, reading.now);
  const here = current ?? next;
  return {
    title: certain.length === 0 ? "Nothing today" : `${capital(counted(certain.length, "session"))} today`,
    lede: [away(day, reading), ...ahead({ day, current, next, free }, certain.length, reading)]
      .filter(Boolean)
      .join(" "),
    lines: all.map((one) =>
      "id" in one ? visitLine(one, one === here, reading) : gatheringLine(one, one === here, reading),
    ),
  };
}

type Stands = {
  day: Day;
  current: Visit | Gathering | null;
  next: Visit | Gathering | null;
  free: { from: number; until: number } | null;
};

function ahead({ day, current, next, free }: Stands, count: number, reading: Reading): string[] {
  const time = (at: number) => timeOnALine(at, reading);
  const { isOwn, therapistName } = reading;
  const said: string[] = [];
  if (current) said.push(`Now: ${nameOf(current)}, until ${time(current.endsAt)}.`);
  if (next) said.push(`Next: ${nameOf(next)} at ${time(next.startsAt)}.`);
  if (free)
    said.push(
      `${isOwn ? "You’re" : `${therapistName} is`} free from ${time(free.from)} to ${time(free.until)}.`,
    );
  else if (next) said.push(`After ${time(lastEnd(day))} the day is over.`);
  if (!current && !next && count > 0) said.push("That was the last one.");
  if (!next && day.after) {
    const { when } = whenAndWhere(day.after.startsAt, reading);
    said.push(`The next session is on ${when}.`);
  }
  return said;
}

function lastEnd({ visits, gatherings }: Day): number {
  return Math.max(...[...visits, ...gatherings].map(({ endsAt }) => endsAt));
}

function away({ away: [absence] }: Day, { isOwn, therapistName, now, ...clock }: Reading): string | null {
  if (!absence) return null;
  const who = isOwn ? "You’re" : `${therapistName} is`;
  if (absence.startsAt > now) return `${who} away from ${whenAndWhere(absence.startsAt, clock).when}.`;
  if (absence.endsAt <= now) return null;
  return `${who} away ${lastingUntil(absence.endsAt, clock)}.`;
}

function nameOf(one: Visit | Gathering): string {
  return "id" in one ? firstName(one.clientName) : one.name;
}

function stateAt({ endsAt }: { endsAt: number }, isHere: boolean, now: number): DayLine["state"] {
  if (isHere) return "now";
  return endsAt <= now ? "done" : "ahead";
}

function visitLine(visit: Visit, isHere: boolean, reading: Reading): DayLine {
  const { id, startsAt, clientId } = visit;
  const soon = Math.ceil((startsAt - reading.now) / MINUTE);
  const isSoon = isHere && soon > 0 && soon <= 60;
  const what = visit.kind === "discovery" ? "First call" : `Session ${visit.nth}`;
  return {
    key: id,
    at: new Date(startsAt).toISOString(),
    time: timeOnALine(startsAt, reading),
    name: visit.clientName,
    href: href("/practice/clients/:id", { id: clientId }),
    about: [
      what,
      placeInWords[visit.place],
      isSoon && `starts in ${soon} ${soon === 1 ? "minute" : "minutes"}`,
    ]
      .filter(Boolean)
      .join(" · "),
    state: stateAt(visit, isHere, reading.now),
    tags: tagsOf(visit, reading),
    where: isRoomOpen(visit, reading.now) ? whereInWords(visit) : [],
    action: actionOf(visit, reading),
  };
}

/** Where each of them is today, and whom to ring there. */
function whereInWords({ id, whereabouts, clientName, clientKind }: Visit): DayLine["where"] {
  return whereabouts.map(({ name, ...where }) => {
    const emergency = emergencyIn(where.country);
    const who = clientKind === "individual" ? "" : `${firstName(name ?? clientName)}: `;
    return {
      words: `${who}${placeToday(where)} · emergency there: ${emergency ?? "not known here"}`,
      href: `${href("/practice/bookings/:id", { id })}#where`,
    };
  });
}

function gatheringLine(gathering: Gathering, isHere: boolean, reading: Reading): DayLine {
  const { name, startsAt, coming, seats, place } = gathering;
  return {
    key: `${name} ${startsAt}`,
    at: new Date(startsAt).toISOString(),
    time: timeOnALine(startsAt, reading),
    name,
    href: null,
    about: `${coming} of ${seats} coming · ${placeInWords[place]}`,
    state: stateAt(gathering, isHere, reading.now),
    tags: [],
    where: [],
    action:
      place === "online" && reading.roomUrl && isRoomOpen(gathering, reading.now)
        ? { kind: "call", label: "Start", href: reading.roomUrl }
        : null,
  };
}

function tagsOf(visit: Visit, reading: Reading): DayLine["tags"] {
  const { status, holdsUntil, endsAt } = visit;
  const isNew = visit.kind === "discovery" && visit.stage === "discovery" && !visit.isSecondOpenCall;
  const isOver = endsAt <= reading.now;
  const tags: (DayLine["tags"][number] | false)[] = [
    status === "requested" && { kind: "wait", words: "Requested" },
    status === "held" &&
      holdsUntil !== null && { kind: "wait", words: `Held until ${timeOnALine(holdsUntil, reading)}` },
    status === "confirmed" && isOver && { kind: "wait", words: "Not marked" },
    status === "attended" && { kind: "ok", words: "Came" },
    status === "no_show" && { kind: "danger", words: "Didn’t come" },
    isFeeDue({ ...visit, isLate: false }) &&
      visit.feeDecision === null && { kind: "wait", words: "Fee to decide" },
    isNew && status === "confirmed" && { kind: "info", words: "New" },
    visit.isSecondOpenCall && { kind: "info", words: "Second open call" },
    visit.isUnderAge && { kind: "plain", words: "Under age" },
    visit.hasLines && !isOver && { kind: "info", words: "Sent a few lines" },
    visit.whereabouts.some(({ isWaiting }) => isWaiting) &&
      !isOver && { kind: "danger", words: "Waits outside your licences" },
  ];
  return tags.filter((tag) => tag !== false);
}

/** The one thing to do about somebody now. */
function actionOf(visit: Visit, { now, roomUrl, mayDecide, notes }: Reading): Action {
  const room = visit.meetUrl ?? roomUrl;
  const { id, clientId, status } = visit;
  const page = href("/practice/bookings/:id", { id });
  if (status === "confirmed" && visit.place === "online" && room && isRoomOpen(visit, now))
    return { kind: "call", label: "Start call", href: room };
  if (status === "confirmed" && visit.endsAt <= now) return { kind: "came", label: "They came", id };
  if (visit.isUndecided && mayDecide)
    return { kind: "link", label: "Decide", href: href("/practice/clients/:id/beginning", { id: clientId }) };
  if (status === "attended" && visit.kind !== "discovery" && notes) return noteAction(visit, notes);
  if (status === "requested") return { kind: "link", label: "Answer", href: page };
  const isAhead = status === "confirmed" && visit.startsAt > now;
  const isToRead = isAhead && visit.hasLines;
  return { kind: "link", label: isAhead ? "Prepare" : "Open", href: isToRead ? `${page}#prepare` : page };
}

/** After the session: its note, to be written, gone on with, or read. */
function noteAction({ id, clientId }: Visit, notes: NonNullable<Reading["notes"]>): Action {
  const note = notes.get(id);
  if (note)
    return {
      kind: "link",
      label: note.status === "draft" ? "Go on writing" : "Read note",
      href: href("/practice/notes/:id", { id: note.id }),
    };
  const about = new URLSearchParams({ kind: "progress", client: clientId, booking: id });
  return { kind: "link", label: "Write note", href: `${href("/practice/notes/new")}?${about}` };
}
