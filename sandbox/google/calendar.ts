import { changed, newId, same } from "./change.ts";
import { type Event, type Fields, written } from "./fields.ts";
import { NotPossible } from "./not-possible.ts";
import { readEvent } from "./read-event.ts";
import { invalid, isDeleted, notFound, Refusal } from "./refusal.ts";
import {
  type Entry,
  type Exception,
  type Item,
  instanceOf,
  itself,
  latest,
  occurrenceAt,
  type Version,
} from "./series.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Role, seen } from "./view.ts";

export type CalendarWish = {
  id: string;
  summary?: string;
  timeZone?: string;
  accessRole?: Role;
  hidden?: boolean;
};

/** One calendar: its events with all they ever were, and a generation that counts every change. */
export class Calendar {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  readonly accessRole: Role;
  readonly hidden: boolean;
  /** Counts the changes. What a sync token remembers. */
  gen = 0;
  /** Sync tokens of an earlier epoch are stale. */
  epoch = 0;
  /** When something last changed. */
  updated: number;
  readonly #entries = new Map<string, Entry>();
  readonly #around: Surroundings;

  constructor(
    around: Surroundings,
    { id, summary = id, timeZone = "UTC", accessRole = "owner", hidden }: CalendarWish,
  ) {
    this.id = id;
    this.summary = summary;
    this.timeZone = timeZone;
    this.accessRole = accessRole;
    this.hidden = hidden ?? false;
    this.#around = around;
    this.updated = around.now().getTime();
  }

  /** Everything that ever was here, what changed last at the end. */
  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** What changed after a generation, oldest change first. */
  since(gen: number): Entry[] {
    return [...this.#entries.values()].filter((entry) => latest(entry).gen > gen);
  }

  // What a person does in their own calendar.

  /** Somebody writes an event into their calendar, as on the phone. */
  add(event: Event): Event {
    const { id, organizer } = event;
    const fields = readEvent(written(event), this.timeZone);
    const item = this.insert(organizer ? { ...fields, organizer } : fields, id ?? undefined);
    return this.#shown(item);
  }

  /** Somebody changes an event, or one of a series by its own id. */
  patch(id: string, change: Event): Event {
    return this.#shown(this.change(id, written(change), "merge"));
  }

  /** Somebody deletes an event, one of a series, or with the series' own id all of it. */
  remove(id: string): void {
    this.delete(id);
  }

  /** An event as its owner sees it, a deleted one too; null where there never was one. */
  find(id: string): Event | null {
    const item = this.item(id);
    return item ? this.#shown(item) : null;
  }

  /** All events that are not deleted; a series is one. */
  events(): Event[] {
    return this.everything().filter(({ status }) => status !== "cancelled");
  }

  /** All events that ever were, the deleted ones with the status `cancelled`. */
  everything(): Event[] {
    return [...this.#entries.values()].map((entry) => this.#shown(itself(entry)));
  }

  /** Every sync token given so far is stale from now on. */
  expireSyncTokens(): void {
    this.epoch += 1;
  }

  // What the calls are made of.

  item(id: string): Item | null {
    const entry = this.#entries.get(id);
    if (entry) return itself(entry);
    const [, series = "", key = ""] = /^(.+)_([^_]+)$/.exec(id) ?? [];
    const parent = this.#entries.get(series);
    return parent ? instanceOf(parent, latest(parent), this.timeZone, key) : null;
  }

  insert(fields: Fields, wanted?: string, uid?: string): Item {
    if (wanted !== undefined && !/^[a-v0-9]{5,1024}$/.test(wanted))
      throw invalid("Invalid resource id value.");
    const id = wanted ?? newId();
    if (this.#entries.has(id)) {
      throw new Refusal(409, "duplicate", "The requested identifier already exists.");
    }
    const { calendar, now } = { calendar: this.id, now: this.#around.now().getTime() };
    const entry: Entry = {
      id,
      uid: uid ?? `${id}@google.com`,
      created: now,
      creator: calendar,
      versions: [],
    };
    this.#keep(entry, { fields, exceptions: new Map() }, true);
    return itself(entry);
  }

  /** `merge` changes what is named, `replace` takes what is sent for all that can be written. */
  change(id: string, sent: Record<string, unknown>, how: "merge" | "replace", conference?: unknown): Item {
    const item = this.item(id);
    if (!item) throw notFound();
    const fields = changed(item.fields, { sent, how, conference }, this.timeZone, this.#around.mood);
    if (item.instance) this.#except(item, fields);
    else this.#rewrite(item.entry, fields);
    return this.item(id) ?? item;
  }

  delete(id: string): void {
    const item = this.item(id);
    if (!item) throw notFound();
    if (item.fields.status === "cancelled") throw isDeleted();
    const { sequence } = item.fields;
    const fields: Fields = { ...item.fields, status: "cancelled", sequence: sequence + 1 };
    if (item.instance) this.#except(item, fields);
    else this.#rewrite(item.entry, fields);
  }

  /** Conferences that were asked for and not there yet are there now. Tells how many. */
  finishConferences(finish: (fields: Fields) => Fields | null): number {
    let count = 0;
    for (const entry of [...this.#entries.values()]) {
      const version = latest(entry);
      const fields = finish(version.fields);
      if (fields) {
        this.#keep(entry, { ...version, fields }, true);
        count += 1;
      }
    }
    return count;
  }

  #rewrite(entry: Entry, fields: Fields): void {
    const version = latest(entry);
    const next: Version = { ...version, fields };
    const hasOtherTimes =
      !same(fields.start, version.fields.start) || !same(fields.recurrence, version.fields.recurrence);
    // What the new rule does not have any more cannot be an exception to it.
    const exceptions = hasOtherTimes
      ? new Map([...version.exceptions].filter(([key]) => occurrenceAt(next, this.timeZone, key)))
      : version.exceptions;
    this.#keep(entry, { fields, exceptions }, true);
  }

  #except({ entry, instance, fields: old }: Item, fields: Fields): void {
    if (!instance) throw new NotPossible("Only an instance can be an exception.");
    const version = latest(entry);
    const names = new Set([...Object.keys(fields), ...Object.keys(old)]) as Set<keyof Fields>;
    const written = [...names].filter((name) => name !== "recurrence" && !same(fields[name], old[name]));
    const over = { ...version.exceptions.get(instance.key)?.over } as Record<string, unknown>;
    for (const name of written) over[name] = fields[name];
    const exception: Exception = {
      gen: this.gen + 1,
      updated: this.#around.now().getTime(),
      over: over as Partial<Fields>,
      occurrence: instance,
    };
    const exceptions = new Map(version.exceptions).set(instance.key, exception);
    this.#keep(entry, { fields: version.fields, exceptions }, false);
  }

  #keep(
    entry: Entry,
    { fields, exceptions }: Pick<Version, "exceptions" | "fields">,
    isItself: boolean,
  ): void {
    this.gen += 1;
    const before = entry.versions.at(-1);
    const updated = this.#around.now().getTime();
    this.updated = updated;
    entry.versions.push({
      gen: this.gen,
      fieldsGen: isItself ? this.gen : (before?.fieldsGen ?? this.gen),
      updated: isItself ? updated : (before?.updated ?? updated),
      fields,
      exceptions,
    });
    this.#entries.delete(entry.id); // What changed last stands last.
    this.#entries.set(entry.id, entry);
    this.#around.changed(this);
  }

  #shown(item: Item): Event {
    return seen(item, { calendar: this.id, zone: this.timeZone, role: "owner" });
  }
}
