import type { Told } from "../world.ts";

/** What a person gave us at a calendar service. `until`: when the short-lived half ends. */
export type Grant = { refresh: string; access: string | null; until: Date | null };

/**
 * What became of a question to a calendar service, as `Told`. The codes we act on: `dead`, the person or the service took
 * the grant back; `forbidden`, a box was left unticked; `stale`, the token no longer tells what changed; `missing`, nothing is
 * there; `taken`, an event of this id is or was there; `changed`, it is not as we knew it.
 */
export type Heard<T> = Told<T>;

/** The way to the service's own page: `state` comes back with its answer, `verifier` proves that it was us who asked. */
export type ConsentWish = { state: string; verifier: string; returnUrl: string; scopes: readonly string[] };

/** The calendar service, before anybody said yes. */
export type Calendars = {
  consentUrl(wish: ConsentWish): Promise<string>;
  /** Turn the code the service sent back into a grant; `scopes` are those that were really given. */
  redeem(answer: {
    code: string;
    verifier: string;
    returnUrl: string;
  }): Promise<Heard<Grant & { scopes: string[] }>>;
  /** `keep` is told of every renewal, before the answer it was needed for is given. */
  open(grant: Grant, keep: (renewed: Grant) => Promise<void>): Calendar;
  /** Give a grant back; one that is dead already is given back. */
  revoke(grant: Grant): Promise<Heard<null>>;
};

/** An event of ours as it should stand in somebody's calendar. Nothing of it says what kind of session it is. */
export type Entry = {
  appointmentId: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  title: string;
  /** Where it is to be found on our pages. */
  description: string;
  location: string | null;
  /** Asks for a meeting room under this name, once however often it is asked; null where none is wanted. */
  meet: string | null;
};

/** An event as the service has it. Of others' events nothing is read but when they are and whether they take time. */
export type CalendarEvent = {
  id: string;
  etag: string;
  changedAt: Date;
  isCancelled: boolean;
  /** Null where the service names no time, as for one that was taken out. */
  span: { startsAt: Date; endsAt: Date } | null;
  isBusy: boolean;
  /** The appointment it stands for, when its id is one of ours. */
  appointmentId: string | null;
  meet: { url: string | null; isPending: boolean } | null;
};

export type Window = { from: Date; until: Date };
export type Page = { events: CalendarEvent[]; next: string | null; token: string | null };

export type Channel = { id: string; address: string; token: string; until: Date };

/** What can be asked of a person's calendars with their grant. Writing says what should be, so that asking again changes nothing. */
export type Calendar = {
  /** The calendars they have; forbidden where only events were allowed. */
  list(): Promise<Heard<{ id: string; name: string; isPrimary: boolean; isWritable: boolean }[]>>;
  /** What a calendar is called. */
  describe(calendarId: string): Promise<Heard<{ name: string }>>;
  /** One page of what is in a calendar: everything in a window, or what changed since a token. */
  changes(calendarId: string, wish: { since: string | Window; page: string | null }): Promise<Heard<Page>>;
  find(calendarId: string, eventId: string): Promise<Heard<CalendarEvent>>;
  add(calendarId: string, eventId: string, entry: Entry): Promise<Heard<CalendarEvent>>;
  change(calendarId: string, eventId: string, etag: string, entry: Entry): Promise<Heard<CalendarEvent>>;
  /** Take an event out; one that is out already is out. */
  remove(calendarId: string, eventId: string): Promise<Heard<null>>;
  /** When any of the calendars is busy in a window. */
  busy(calendarIds: readonly string[], window: Window): Promise<Heard<{ startsAt: Date; endsAt: Date }[]>>;
  /** Be told at an address when something changes. */
  watch(calendarId: string, channel: Channel): Promise<Heard<{ resource: string; until: Date }>>;
  unwatch(channel: { id: string; resource: string }): Promise<Heard<null>>;
};
