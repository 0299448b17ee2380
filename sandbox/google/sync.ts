import type { Calendar } from "./calendar.ts";
import { fullSyncRequired, invalid } from "./refusal.ts";
import {
  type Entry,
  exceptionsOf,
  type Item,
  instances,
  isSeries,
  itself,
  latest,
  standing,
  type Version,
} from "./series.ts";
import { idOf } from "./view.ts";

type Token = { calendar: string; epoch: number; gen: number; single: boolean };
export type Window = { from: number; to: number };

/** What has changed for whoever holds a token: what is to be shown, and what is gone. */
export type Change = { item: Item; isGone: boolean };

/** Says where a calendar stands, to ask later what has changed. */
export function syncToken({ id, epoch, gen }: Calendar, single: boolean): string {
  const token: Token = { calendar: id, epoch, gen, single };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

/** The generation a token stands for; refuses one that is none (400) and one that is stale (410). */
export function generationOf(text: string, calendar: Calendar, single: boolean): number {
  const token = read(text);
  if (!token || token.calendar !== calendar.id) throw invalid("Invalid sync token value.", "syncToken");
  if (token.epoch !== calendar.epoch) throw fullSyncRequired();
  // Google calls this "undefined behavior"; here it is refused, so that nobody comes to rely on it.
  if (token.single !== single) throw invalid("The query must be that of the initial sync.", "singleEvents");
  return token.gen;
}

function read(text: string): Token | null {
  try {
    const token = JSON.parse(Buffer.from(text, "base64url").toString());
    const { calendar, epoch, gen, single } = Object(token);
    const isToken = typeof calendar === "string" && Number.isInteger(epoch) && Number.isInteger(gen);
    return isToken && typeof single === "boolean" ? { calendar, epoch, gen, single } : null;
  } catch {
    return null;
  }
}

/**
 * Everything that changed after a generation, series as one. No window bounds it: Google forgets with which bounds the
 * first list was asked for.
 */
export function changesOfSeries(calendar: Calendar, gen: number): Change[] {
  return calendar.since(gen).flatMap((entry) => {
    const now = latest(entry);
    const self = now.fieldsGen > gen ? [change(itself(entry))] : [];
    if (now.fields.status === "cancelled") return self;
    const then = standing(entry, gen);
    // Who was told that a series is gone has forgotten its exceptions as well.
    const isBack = then?.fields.status === "cancelled";
    const touched = exceptionsOf(entry, now).filter((item) => isBack || item.gen > gen);
    const left = ids(exceptionsOf(entry, now));
    const dropped = then ? exceptionsOf(entry, then).filter((item) => !left.has(idOf(item))) : [];
    return [...self, ...touched.map(change), ...dropped.map(gone)];
  });
}

/** The same with series taken apart: a touched series comes with all its instances in the horizon. */
export function changesOfInstances(calendar: Calendar, gen: number, horizon: Window): Change[] {
  return calendar.since(gen).flatMap((entry) => {
    const now = latest(entry);
    const then = standing(entry, gen);
    if (!isSeries(now) && (!then || !isSeries(then))) return [change(itself(entry))];
    const items = apart(entry, now, calendar.timeZone, horizon);
    if (now.fieldsGen <= gen) return items.filter((item) => item.gen > gen).map(change);
    const left = ids(items);
    const before = then ? apart(entry, then, calendar.timeZone, horizon) : [];
    // What is gone comes first: an event that became a series is gone itself, and its instances are not.
    return [...before.filter((item) => !left.has(idOf(item))).map(gone), ...items.map(change)];
  });
}

/** An event taken apart: the instances of a series, or the one thing it is. Of a series that is gone, all are gone. */
export function apart(entry: Entry, version: Version, zone: string, { from, to }: Window): Item[] {
  return isSeries(version) ? instances(entry, version, zone, from, to) : [itself(entry, version)];
}

function change(item: Item): Change {
  return { item, isGone: item.fields.status === "cancelled" };
}

function gone(item: Item): Change {
  return { item, isGone: true };
}

function ids(items: readonly Item[]): Set<string> {
  return new Set(items.map(idOf));
}
