import type { Fields } from "./fields.ts";
import { type Occurrence, occurrences, type Series } from "./recurrence.ts";
import { spanOf, touches } from "./times.ts";

/** An instance that is not as its series would have it: what was written over it, gone if `status` is cancelled. */
export type Exception = { gen: number; updated: number; over: Partial<Fields>; occurrence: Occurrence };

/**
 * An event as it stood from one generation of its calendar on. `fieldsGen` is the generation that last changed the
 * event itself, not one of its instances.
 */
export type Version = {
  gen: number;
  fieldsGen: number;
  updated: number;
  fields: Fields;
  exceptions: ReadonlyMap<string, Exception>;
};

/** An event with all it ever was, so that any two of its states can be compared. */
export type Entry = {
  id: string;
  uid: string;
  created: number;
  creator: string;
  versions: Version[];
};

/** One thing a list can hold: an event, or an instance of one. */
export type Item = {
  entry: Entry;
  version: Version;
  fields: Fields;
  gen: number;
  updated: number;
  instance?: Occurrence;
};

export function latest(entry: Entry): Version {
  const version = entry.versions.at(-1);
  if (!version) throw new Error(`An event without a state: ${entry.id}.`);
  return version;
}

/** How an event stood when its calendar was at a generation; null before it was there. */
export function standing(entry: Entry, gen: number): Version | null {
  return entry.versions.findLast((version) => version.gen <= gen) ?? null;
}

export function itself(entry: Entry, version = latest(entry)): Item {
  const { fields, fieldsGen: gen, updated } = version;
  return { entry, version, fields, gen, updated };
}

export function isSeries({ fields }: Version): boolean {
  return fields.recurrence !== undefined;
}

function seriesOf({ fields }: Version): Series | null {
  return fields.recurrence ? (fields as Series) : null;
}

/** The instances that touch a window, cancelled ones too, each as it really is. None of what is no series. */
export function instances(entry: Entry, version: Version, zone: string, from: number, to: number): Item[] {
  const { exceptions } = version;
  const series = seriesOf(version);
  if (!series) return [];
  const regular = occurrences(series, zone, from, to).filter(({ key }) => !exceptions.has(key));
  const all = [
    ...regular.map((one) => regularItem(entry, version, one)),
    ...[...exceptions.values()].map((one) => exceptional(entry, version, one)),
  ];
  return all.filter(({ fields }) => touches(spanOf(fields, zone), from, to));
}

/** The instances that are not as their series would have them. */
export function exceptionsOf(entry: Entry, version: Version): Item[] {
  return [...version.exceptions.values()].map((one) => exceptional(entry, version, one));
}

/** The instance of a key, or null where the series has none. */
export function instanceOf(entry: Entry, version: Version, zone: string, key: string): Item | null {
  const exception = version.exceptions.get(key);
  if (exception) return exceptional(entry, version, exception);
  const found = occurrenceAt(version, zone, key);
  return found ? regularItem(entry, version, found) : null;
}

/** The occurrence of a key as the rule alone has it. */
export function occurrenceAt(version: Version, zone: string, key: string): Occurrence | null {
  const series = seriesOf(version);
  const at = instantOfKey(key);
  if (!series || at === null) return null;
  // A copy: what is kept with the series itself is a wider window, and worth more than this one.
  const found = occurrences({ ...series }, zone, at, at + 1);
  return found.find((one) => one.key === key) ?? null;
}

function instantOfKey(key: string): number | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(key);
  if (!found) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00"] = found;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

function regularItem(entry: Entry, version: Version, instance: Occurrence): Item {
  const { recurrence: _, ...fields } = version.fields;
  const { start, end } = instance;
  const { fieldsGen: gen, updated } = version;
  return { entry, version, fields: { ...fields, start, end }, gen, updated, instance };
}

function exceptional(entry: Entry, version: Version, exception: Exception): Item {
  const regular = regularItem(entry, version, exception.occurrence);
  const isGone = version.fields.status === "cancelled";
  const fields = { ...regular.fields, ...exception.over };
  return {
    ...regular,
    fields: isGone ? { ...fields, status: "cancelled" } : fields,
    gen: Math.max(exception.gen, isGone ? version.fieldsGen : 0),
    updated: Math.max(exception.updated, isGone ? version.updated : 0),
  };
}
