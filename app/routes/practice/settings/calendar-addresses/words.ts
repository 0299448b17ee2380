import type { AddRefusal, Address } from "#app/domain/calendar/addresses.ts";

type Trouble = NonNullable<Address["trouble"]>;

/** Why an address gives no calendar, and what to do about it. */
export const troubleWords: Record<Trouble, string> = {
  no_address:
    "That isn’t an address we can read. It begins with https:// or webcal://; please copy all of it.",
  holds_password:
    "That address has a name and a password in it. Please use one that needs neither: calendar programs call it secret, private or public.",
  not_public:
    "That address leads into a private network, where we can’t go. Please use one that is open to the internet.",
  no_host: "Nobody is at home at that address. Please check that all of it was copied.",
  untrusted: "That server can’t prove that it is who it says it is, so nothing was read from it.",
  astray: "That address sends us on to another that we can’t read. Please copy the one it comes from.",
  locked: "That calendar is locked. Please share it by a secret or public address, and copy that one.",
  missing: "There is no calendar at that address, or not any more. Please copy it again.",
  turned_down: "The server at that address turned us down. Please copy the address again.",
  page: "That address leads to a page, not to a calendar. The right one often ends in .ics; see below where to find it.",
  no_calendar:
    "What is at that address isn’t a calendar. The right one often ends in .ics; see below where to find it.",
  unfinished:
    "The calendar broke off in the middle, so nothing of it was kept. It may be whole again in a minute.",
  too_large:
    "That calendar is larger than 5 MB, which is more than we read. A calendar of its own for what is ahead helps.",
  too_much: "That calendar holds more than we can read: something in it may repeat every minute.",
  unreadable: "That calendar isn’t written in a way we understand. Another program’s export may be.",
  away: "It doesn’t answer just now.",
};

/** Why an address wasn’t added. */
export const refusalWords: Record<Exclude<AddRefusal, "not_here">, string> = {
  ...troubleWords,
  there_already: "That calendar is on your list already.",
  too_many: "Ten calendars are the most. Please remove one first.",
};
