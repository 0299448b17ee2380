import type { Interval } from "./interval.ts";
import { DAY, dateOf, MINUTE, wallAt } from "./zoned.ts";

/** What of a span stands on one day of a calendar on the wall: minutes since its midnight, 0 to 1440. */
export type Piece = { date: string; from: number; until: number };

/**
 * A span (instants) on the days it touches, drawn where the clock on the wall says. Where clocks skip an hour inside it
 * the drawing runs through the hour that never was; where they are put back it is as long as it lasts, and the repeated
 * hour holds what stands in it side by side.
 */
export function piecesOf({ from, until }: Interval, zone: string): Piece[] {
  const start = wallAt(zone, from);
  const last = wallAt(zone, until - 1);
  const end = Math.max(last + 1, start + until - from);
  const firstDay = Math.floor(start / DAY);
  const lastDay = Math.max(firstDay, Math.floor(last / DAY));
  const pieces: Piece[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const midnight = day * DAY;
    pieces.push({
      date: dateOf(day),
      from: Math.floor((Math.max(start, midnight) - midnight) / MINUTE),
      until: Math.ceil((Math.min(end, midnight + DAY) - midnight) / MINUTE),
    });
  }
  return pieces;
}

type Lane = { lane: number; lanes: number };

/** No drawing is lower than so many minutes: a line of text has to fit. */
const leastMinutes = 20;

/** The same pieces in order of time, each beside those it would cover: the n-th of so many lanes. */
export function inLanes<T extends Pick<Piece, "from" | "until">>(pieces: readonly T[]): (T & Lane)[] {
  const placed: (T & Lane)[] = [];
  let together: (T & Lane)[] = [];
  let ends: number[] = [];
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    if (ends.every((end) => end <= piece.from)) {
      together = [];
      ends = [];
    }
    const free = ends.findIndex((end) => end <= piece.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = Math.max(piece.until, piece.from + leastMinutes);
    const drawn = { ...piece, lane, lanes: ends.length };
    together.push(drawn);
    placed.push(drawn);
    for (const one of together) one.lanes = ends.length;
  }
  return placed;
}
