import { expect, test } from "vitest";
import { bookingCancelled } from "#app/emails/booking-cancelled.tsx";
import { bookingConfirmed } from "#app/emails/booking-confirmed.tsx";
import { bookingMoved } from "#app/emails/booking-moved.tsx";
import { fallenIll } from "#app/emails/fallen-ill.tsx";
import type { Written } from "#app/emails/letter/booking.ts";
import { therapistBooked } from "#app/emails/therapist-booked.tsx";
import { therapistCancelled } from "#app/emails/therapist-cancelled.tsx";
import { therapistMoved } from "#app/emails/therapist-moved.tsx";
import { aLetter, aTherapistLetter } from "./a-letter.ts";

const before = Date.UTC(2026, 10, 23, 9, 0);
const again = "https://marenholt.example/book/maren";

function allLetters(parts: Parameters<typeof aLetter>[0] = {}): Record<string, Written> {
  return {
    confirmed: bookingConfirmed(aLetter(parts)),
    moved: bookingMoved(aLetter(parts), before, "client"),
    "moved by the practice": bookingMoved(aLetter(parts), before, "practice"),
    cancelled: bookingCancelled(aLetter(parts), again, { by: "client" }),
    "cancelled by the practice": bookingCancelled(aLetter(parts), again, { by: "practice" }),
    "fallen ill": fallenIll(aLetter(parts), { starts: [before], wasAsked: false }, "Get well soon, us both."),
    "therapist booked": therapistBooked(aTherapistLetter(parts)),
    "therapist moved": therapistMoved(aTherapistLetter(parts), before, "client"),
    "therapist cancelled": therapistCancelled(aTherapistLetter(parts), { by: "client" }),
  };
}

const kinds = Object.keys(allLetters());

test("the confirmation says the client's time first and the therapist's beside it", () => {
  const { subject, text, html } = bookingConfirmed(aLetter());

  expect(subject).toBe("Your time with Maren Holt: Tuesday 24 November, 11:20 am");
  expect(text).toContain("Tuesday 24 November, 11:20 am (Berlin)\n30 minutes, free.");
  expect(text).toContain("For me that is 10:20 am in Lisbon.");
  expect(text).toContain(
    "From ten minutes before 11:20 am this link opens the room, and asks first where you are:\nhttps://marenholt.example/book/maren/manage/TOKEN/join",
  );
  expect(text).toContain(
    "You can move it or cancel it until 24 hours before it starts.\nhttps://marenholt.example/book/maren/manage/TOKEN",
  );
  expect(html).toContain('href="https://marenholt.example/book/maren/manage/TOKEN"');
});

test("the therapist's clock is left out where it shows the same, and dated where its day differs", () => {
  expect(bookingConfirmed(aLetter({ guest: { zone: "Europe/London" } })).text).not.toContain("For me");
  expect(bookingConfirmed(aLetter({ guest: { zone: "Pacific/Kiritimati" } })).text).toContain(
    "For me that is Tuesday 24 November, 10:20 am in Lisbon.",
  );
});

test("each place says how you meet", () => {
  const words = (booking: object, guest = {}) => bookingConfirmed(aLetter({ booking, guest })).text;

  expect(words({ place: "phone" })).toContain("I’ll ring you at 11:20 am on +49 170 0000000.");
  expect(words({ place: "phone" }, { phone: null })).toContain("Which number suits?");
  expect(words({ place: "in_person" })).toContain(
    "Come to Rua das Flores 12, 1200-195 Lisboa at 10:20 am, Lisbon time.",
  );
  expect(words({ roomUrl: null })).toContain("I’ll write to you with the link before 11:20 am.");
});

test("a booking made inside its own terms promises no change it will not allow", () => {
  const { text, html } = bookingConfirmed(aLetter({ booking: { writtenAt: Date.UTC(2026, 10, 24, 8, 0) } }));

  expect(text).toContain(
    "It starts in less than 24 hours, so if something comes up, please answer this letter.",
  );
  expect(html).toContain("See your booking");
  expect(html).not.toContain("See, move or cancel");
});

test("a move names both times and says that the old link is dead", () => {
  const { subject, text } = bookingMoved(aLetter({ booking: { sequence: 1 } }), before, "client");

  expect(subject).toBe("Moved: your time with Maren Holt is now Tuesday 24 November, 11:20 am");
  expect(text).toContain("It was Monday 23 November, 10:00 am. That time has been given back.");
  expect(text).toContain("The one in my earlier letter no longer works.");
});

test("a cancellation says who called it off and where another time can be found", () => {
  expect(bookingCancelled(aLetter(), again, { by: "client" }).text).toContain(
    "You cancelled our time, and it is off:",
  );
  expect(bookingCancelled(aLetter(), again, { by: "practice" }).text).toContain(
    "I had to cancel our time, and I’m sorry:",
  );
  expect(bookingCancelled(aLetter(), again, { by: "client" }).text).toContain(again);
});

test("the therapist learns who, when and how to reach them, never what the note says", () => {
  const { subject, text } = therapistBooked({ ...aTherapistLetter(), isSecondOpenCall: true });

  expect(subject).toBe("A new booking: Tuesday 24 November, 10:20 am");
  expect(text).toContain("Who: Ann Example\nWhat: Discovery call");
  expect(text).toContain("Email: ann@example.org\nPhone: +49 170 0000000");
  expect(text).toContain("For them it is 11:20 am in Berlin.");
  expect(text).toContain("They left you a note. It waits in Selvage.");
  expect(text).toContain("Second open call");
  expect(therapistBooked({ ...aTherapistLetter(), hasNote: false }).text).not.toContain("note.");
});

test.each(kinds)("%s: no clinical word and no session type in the subject or the calendar", (kind) => {
  const letter = allLetters({ booking: { typeName: "Trauma therapy (EMDR), couples" } })[kind]!;
  const seen = `${letter.subject}\n${letter.attachments.map(({ content }) => content).join("\n")}`;

  expect(seen).not.toMatch(/therap(y|ie)|trauma|emdr|couple|session|patient|clinic|counsel|psych|discovery/i);
});

test.each(kinds)("%s: speaks in our voice", (kind) => {
  const { subject, text, html } = allLetters()[kind]!;

  expect(`${subject}${text}`).not.toMatch(/[!]|oops|submit|patient|wellness|undefined|null|NaN|\[object/i);
  expect(text).not.toMatch(/<[a-z]/);
  expect(html.match(/!/g)?.length).toBe(
    "!doctype".match(/!/g)!.length + (html.match(/!important/g)?.length ?? 0),
  );
});

test.each(kinds)(
  "%s: fetches nothing, tracks nothing, and says its language and both colour schemes",
  (kind) => {
    const { html } = allLetters()[kind]!;

    expect(html).not.toMatch(/<(img|link|script|iframe|object|form)\b|url\(|@import|@font-face|src=/i);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  },
);

test.each(kinds)("%s: the same rows make the same letter, to the byte", (kind) => {
  expect(allLetters()[kind]).toEqual(allLetters()[kind]);
});

test.each(kinds)("%s: only letters to clients carry the help line", (kind) => {
  const { text, html } = allLetters()[kind]!;

  expect(text.includes("1411")).toBe(!kind.startsWith("therapist"));
  expect(html.includes("1411")).toBe(!kind.startsWith("therapist"));
});
