import { timeOnALine } from "#app/routes/when.ts";
import type { Entry, GridDay, Stretch } from "#app/ui/week-grid.tsx";
import { formatClock, formatHour, formatWeekday } from "#app/values/calendar-words.ts";
import { type Interval, merge, subtract } from "#app/values/interval.ts";
import { inLanes, type Piece, piecesOf } from "#app/values/wall-days.ts";
import { addDays, formatDate, MINUTE, startOfDay } from "#app/values/zoned.ts";
import type { Clock, Happening } from "./happenings.ts";

/** Hours that are always drawn; the day grows to both sides when it has to. */
const usual = { first: 8, last: 18 };

type Drawn = { piece: Piece; happening: Happening };

type Asked = Clock & { dates: readonly string[]; today: string; dayHref: (date: string) => string };

/** The instants of whole local dates, the first and the last included. */
export function instantsOf(zone: string, first: string, last: string): Interval {
  return { from: startOfDay(zone, first), until: startOfDay(zone, addDays(last, 1)) };
}

/**
 * What happens, on the days it touches, by the clock on the therapist's wall; with the hours that have to be drawn. A
 * session over midnight stands in both days. Hours not worked are sunk.
 */
export function layOutDays(
  happenings: readonly Happening[],
  worked: readonly Interval[],
  asked: Asked,
): { days: GridDay[]; hours: { hour: number; label: string }[] } {
  const { dates, locale } = asked;
  const drawn = Map.groupBy(drawAll(happenings, asked), ({ piece }) => piece.date);
  const atWork = Map.groupBy(
    worked.flatMap((span) => piecesOf(span, asked.zone)),
    ({ date }) => date,
  );
  const on = (date: string) => ({ drawn: drawn.get(date) ?? [], atWork: atWork.get(date) ?? [] });
  const { first, last } = hoursNeeded(dates.map(on));
  return {
    hours: Array.from({ length: last - first + 1 }, (_, index) => ({
      hour: first + index,
      label: formatHour(first + index, { locale }),
    })),
    days: dates.map((date) => ({
      date,
      title: `${formatWeekday(date, { locale })} ${Number(date.slice(8))}`,
      href: asked.dayHref(date),
      isToday: date === asked.today,
      off: subtract([{ from: first * 60, until: last * 60 }], merge(on(date).atWork)),
      entries: entriesOf(on(date).drawn, { from: first * 60, until: last * 60 }, asked),
    })),
  };
}

/** Each happening on each of the days asked for that it touches, and on no other. */
function drawAll(happenings: readonly Happening[], { zone, dates }: Asked): Drawn[] {
  const whole = instantsOf(zone, dates[0] ?? "", dates.at(-1) ?? "");
  return happenings.flatMap((happening) => {
    const { span } = happening;
    const cut = { from: Math.max(span.from, whole.from), until: Math.min(span.until, whole.until) };
    return cut.from < cut.until ? piecesOf(cut, zone).map((piece) => ({ piece, happening })) : [];
  });
}

/** Whole hours from the earliest to the latest needed. What is blocked to midnight, and being away, need none. */
function hoursNeeded(days: readonly { drawn: readonly Drawn[]; atWork: readonly Piece[] }[]) {
  const needed = days.flatMap(({ drawn, atWork }) => [
    ...atWork,
    ...drawn.filter(isNeeded).map(({ piece }) => piece),
  ]);
  return {
    first: Math.min(usual.first, ...needed.map(({ from }) => Math.floor(from / 60))),
    last: Math.max(usual.last, ...needed.map(({ until }) => Math.ceil(until / 60))),
  };
}

function isNeeded({ piece, happening: { kind } }: Drawn): boolean {
  if (kind === "away") return false;
  return kind !== "busy" || (piece.from > 0 && piece.until < 1440);
}

/** A day's list in order of time, cut to the hours drawn. Being away lies beneath everything else. */
function entriesOf(drawn: readonly Drawn[], hours: Stretch, clock: Clock): Entry[] {
  const cut = drawn.flatMap(({ piece, happening }) => {
    const shown = { from: Math.max(piece.from, hours.from), until: Math.min(piece.until, hours.until) };
    return shown.from < shown.until ? [{ ...shown, piece, happening }] : [];
  });
  const isBeneath = ({ happening }: Drawn) => happening.kind === "away";
  const beneath = cut.filter(isBeneath).map((one) => ({ ...one, lane: 0, lanes: 1 }));
  const beside = inLanes(cut.filter((one) => !isBeneath(one)));
  return [...beneath, ...beside].map(({ piece, happening, ...place }) => {
    const { span: _, said: __, ...what } = happening;
    return { ...what, ...place, ...inWords(piece, happening, clock) };
  });
}

function inWords(piece: Piece, { span, kind, said }: Happening, { zone, locale }: Clock) {
  const isAllDay = piece.from === 0 && piece.until === 1440;
  const isGoingOn = piece.from === 0 && !isAllDay && startOfDay(zone, piece.date) > span.from;
  const onTheWall = (minute: number) => timeOnALine(minute * MINUTE, { zone: "UTC", locale });
  // A session says when it begins and ends wherever that is; a long absence says what of it is today.
  const isSession = kind !== "busy" && kind !== "away";
  const from = isSession ? timeOnALine(span.from, { zone, locale }) : onTheWall(piece.from);
  const until = isSession ? timeOnALine(span.until, { zone, locale }) : onTheWall(piece.until);
  const [clock, clockUntil] = [piece.from, piece.until].map((minute) => formatClock(minute, { locale }));
  const short = isGoingOn ? `to ${clockUntil}` : `${clock}`;
  return {
    time: isAllDay ? "All day" : isGoingOn ? `to ${until}` : from,
    clock: isAllDay ? "All day" : short,
    full: [formatDate(piece.date, { locale }), isAllDay ? "all day" : `${from} to ${until}`, said].join(", "),
  };
}
