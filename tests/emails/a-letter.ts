import type { BookingLetter, TherapistLetter } from "#app/emails/letter/booking.ts";

type Parts = { [Part in keyof BookingLetter]?: Partial<BookingLetter[Part]> };

/** Ann in Berlin has a call with Maren in Lisbon, Tuesday 24 November 2026 at 10:20 for her, 11:20 for Ann. */
export function aLetter(parts: Parts = {}): BookingLetter {
  return {
    practice: {
      name: "Maren Holt",
      url: "https://marenholt.example",
      replyTo: "maren@marenholt.example",
      address: "Rua das Flores 12, 1200-195 Lisboa",
      locale: "en-GB",
      hour12: true,
      ...parts.practice,
    },
    therapist: {
      name: "Maren Holt",
      firstName: "Maren",
      email: "maren@marenholt.example",
      zone: "Europe/Lisbon",
      ...parts.therapist,
    },
    guest: {
      name: "Ann Example",
      email: "ann@example.org",
      zone: "Europe/Berlin",
      phone: "+49 170 0000000",
      ...parts.guest,
    },
    booking: {
      id: "019aa0de-0000-7000-8000-000000000001",
      sequence: 0,
      startsAt: Date.UTC(2026, 10, 24, 10, 20),
      endsAt: Date.UTC(2026, 10, 24, 10, 50),
      place: "online",
      roomUrl: "https://meet.example/maren",
      typeName: "Discovery call",
      price: null,
      manageUrl: "https://marenholt.example/book/maren/manage/TOKEN",
      termsMinutes: 24 * 60,
      writtenAt: Date.UTC(2026, 10, 20, 12, 0),
      ...parts.booking,
    },
    help: {
      words:
        "I can’t see messages straight away. If you might be in danger now, in Portugal: 112, or 1411 day and night.",
      url: "https://marenholt.example/help-now",
      ...parts.help,
    },
  };
}

/** The same for Maren, with a note left and nothing unusual. */
export function aTherapistLetter(parts: Parts = {}): TherapistLetter {
  return { ...aLetter(parts), hasNote: true, isSecondOpenCall: false, deskUrl: null };
}
