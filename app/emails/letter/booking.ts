import type { Money } from "#app/values/money.ts";
import type { Letter } from "#app/world.ts";

/** A letter without its envelope: whoever sends it adds from and to. */
export type Written = Pick<Letter, "subject" | "html" | "text" | "attachments">;

/** Whose letter it is, and where to turn for who cannot wait. `hour12` left out means as the locale does it. */
export type Letterhead = {
  practice: {
    name: string;
    url: string;
    replyTo: string;
    address: string | null;
    locale: string;
    hour12?: boolean;
  };
  help: { words: string; url: string };
  /** Where its reader stops letters like it; left out where they cannot be stopped. */
  unsubscribeUrl?: string;
  own?: OwnWords;
};

/** What a therapist adds to every letter to a client: a line after the greeting, and one beneath her name. */
export type OwnWords = { opening: string | null; signature: string | null };

/**
 * What every letter about a booking is made of, all of it from rows, so a retry makes the same bytes
 * (decisions, 2). Instants are milliseconds.
 */
export type BookingLetter = Letterhead & {
  therapist: { name: string; firstName: string; email: string; zone: string };
  /** `email` null: the practice knows none, and no letter goes to them. */
  guest: {
    name: string;
    email: string | null;
    zone: string;
    phone: string | null;
    /** Safe contact: sender, subject and calendar tell nobody with whom, and what the calendar may say instead. */
    isDiscreet?: boolean;
    calendarWords?: string | null;
    /** How many minutes before it their calendar should remind them; none where they asked for none. */
    alarms?: readonly number[];
  };
  booking: {
    id: string;
    /** Rises with every change (RFC 5545, 3.8.7.4). */
    sequence: number;
    startsAt: number;
    endsAt: number;
    place: "online" | "in_person" | "phone";
    roomUrl: string | null;
    /** Whether a meeting room of its own is made for it, in the therapist's calendar; it may come after the letter. */
    meets?: boolean;
    typeName: string;
    /** Null or nothing to pay: it is free. */
    price: Money | null;
    manageUrl: string;
    /** Minutes before the start until which it may be moved or cancelled by the client. */
    termsMinutes: number;
    /** When the row took this shape. */
    writtenAt: number;
  };
};

/** Whom a letter or a calendar file is for. */
export type Reader = "client" | "therapist";

/** Who made a change. */
export type Changer = "client" | "practice";

/** How a booking came to stand. */
export type HowBooked = "by_client" | "by_practice" | "accepted";

/** What the therapist is told besides. The note itself never travels: it waits in Selvage, encrypted. */
export type TherapistLetter = BookingLetter & {
  hasNote: boolean;
  /** The same address already has a call that has not happened yet; guests are never told (decisions, 5). */
  isSecondOpenCall: boolean;
  /** Where in Selvage the booking can be seen, once there is such a page. */
  deskUrl: string | null;
};
