import { Calendar, type CalendarWish } from "./calendar.ts";
import { NotPossible } from "./not-possible.ts";
import type { Surroundings } from "./surroundings.ts";

export type AccountWish = { name?: string; timeZone?: string; calendars?: readonly CalendarWish[] };

/** A person at Google, with the calendars they see. The first is their own and has their address for its id. */
export class Account {
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  readonly #calendars = new Map<string, Calendar>();
  readonly #around: Surroundings;
  readonly #onRevoke: (account: Account) => void;

  constructor(
    around: Surroundings,
    email: string,
    { name = email.split("@")[0] ?? email, timeZone = "UTC", calendars = [] }: AccountWish,
    onRevoke: (account: Account) => void,
  ) {
    this.email = email;
    this.name = name;
    this.timeZone = timeZone;
    this.#around = around;
    this.#onRevoke = onRevoke;
    this.addCalendar({ id: email, timeZone });
    for (const calendar of calendars) this.addCalendar(calendar);
  }

  get calendars(): readonly Calendar[] {
    return [...this.#calendars.values()];
  }

  /** The calendar of an id, `primary` for their own. */
  calendar(id = "primary"): Calendar {
    const found = this.seen(id);
    if (!found) throw new NotPossible(`${this.email} has no calendar ${id}.`);
    return found;
  }

  /** The calendar of an id, or undefined where they see none. */
  seen(id: string): Calendar | undefined {
    return this.#calendars.get(id === "primary" ? this.email : id);
  }

  /** One more calendar: of their own, or somebody's who shares it. */
  addCalendar(wish: CalendarWish): Calendar {
    const calendar = new Calendar(this.#around, { timeZone: this.timeZone, ...wish });
    this.#calendars.set(calendar.id, calendar);
    return calendar;
  }

  /** They leave a calendar, or whoever shared it takes it away. */
  loseCalendar(id: string): void {
    if (id === this.email) throw new NotPossible("The own calendar stays.");
    this.#calendars.delete(id);
  }

  /** In their Google account, the person takes away what every app was granted. */
  revoke(): void {
    this.#onRevoke(this);
  }
}
