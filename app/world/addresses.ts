/** A calendar that is only an address: what is asked of it, and what it says. */
export type Addresses = {
  /** Read what is at an address. Whoever made the address need not be a friend: nothing they say takes the house along. */
  read(url: string, wish: ReadingWish): Promise<Read<Reading>>;
};

/**
 * `since`: what the last reading left behind, so that the same need not be read again; null to read all of it. `zone` is
 * for times and days that name none. `self`: mail addresses of its owner, whose declined invitations take no time.
 */
export type ReadingWish = {
  since: string | null;
  window: { from: Date; until: Date };
  zone: string;
  self: readonly string[];
};

/** Null events: nothing changed since. Of what changed nothing is read but when it takes time, and its own name. */
export type Reading = { events: BusyEvent[] | null; token: string };
export type BusyEvent = { uid: string; startsAt: Date; endsAt: Date };

/** `refused`: it will not get better by itself. `away`: nobody knows; ask again later. */
export type Read<T> =
  | { outcome: "done"; value: T }
  | { outcome: "refused"; code: AddressTrouble }
  | { outcome: "away"; why: string };

/**
 * Why an address gives no calendar. `no_address`: it is none that begins with https. `holds_password`: it names who asks.
 * `not_public`: it leads into somebody's own network. `no_host`: nobody goes by that name. `untrusted`: its certificate is
 * not right. `astray`: it sends on and on. `locked`: it wants a sign-in. `missing`: nothing is there. `turned_down`: it says
 * no. `page`: it is a page for people. `no_calendar`: it is something else. `unfinished`: it ends in the middle. `too_large`,
 * `too_much`: more than we read. `unreadable`: it says it is a calendar and is none.
 */
export type AddressTrouble =
  | ("no_address" | "holds_password" | "not_public" | "no_host" | "untrusted" | "astray")
  | ("locked" | "missing" | "turned_down")
  | ("page" | "no_calendar" | "unfinished" | "too_large" | "too_much" | "unreadable");
