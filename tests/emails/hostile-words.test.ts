import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bookingAccepted } from "#app/emails/booking-accepted.tsx";
import { bookingCancelled } from "#app/emails/booking-cancelled.tsx";
import { bookingConfirmed } from "#app/emails/booking-confirmed.tsx";
import { cardDeclined } from "#app/emails/card-declined.tsx";
import { cardTooLate, therapistCardTooLate } from "#app/emails/card-too-late.tsx";
import { fallenIll } from "#app/emails/fallen-ill.tsx";
import { greeting, oneLine, subject, webAddress } from "#app/emails/letter/one-line.ts";
import { paidTooLate, therapistPaidTooLate } from "#app/emails/paid-too-late.tsx";
import { therapistBooked } from "#app/emails/therapist-booked.tsx";
import { aLetter, aTherapistLetter } from "./a-letter.ts";

const names = {
  "a forged header": "Ann\r\nBcc: everyone@example.org\r\n\r\nHello",
  "a NUL": "Ann\0Example",
  "a direction override": "Ann \u202Egnp.exe\u202C",
  "an isolate left open": "Ann \u2067 open",
  "a lone surrogate": "Ann \ud83d",
  emoji: "👩🏽‍🚀 Ann 👨‍👩‍👧‍👦",
  "right to left": "שרה כהן",
  markup: `<script>alert(1)</script><img src=x onerror="alert(1)">`,
  "an attribute's end": `" onmouseover="alert(1)`,
  "calendar syntax": "Ann;CN=x:mailto:x\nATTENDEE:mailto:x@example.org\\n",
  "200 letters": "Wolfeschlegelsteinhausenbergerdorff ".repeat(6).slice(0, 200),
  "a link": "www.buy-pills.example http://buy.example",
};

const amount = { amount: 8500, currency: "EUR" };

describe.each(Object.entries(names))("a name with %s", (_, name) => {
  const letters = [
    bookingConfirmed(
      aLetter({ guest: { name }, therapist: { name, firstName: name }, practice: { name, address: name } }),
    ),
    bookingCancelled(aLetter({ guest: { name, phone: name } }), "https://marenholt.example/book/maren", {
      by: "client",
    }),
    fallenIll(
      aLetter({ guest: { name }, therapist: { name, firstName: name } }),
      { starts: [], wasAsked: true },
      name,
    ),
    therapistBooked(aTherapistLetter({ guest: { name, phone: name }, booking: { typeName: name } })),
    bookingAccepted(aLetter({ guest: { name }, therapist: { name, firstName: name } }), {
      until: 0,
      payUrl: "https://marenholt.example/book/pay/x",
      by: "payment",
    }),
    cardDeclined(aLetter({ guest: { name }, therapist: { name, firstName: name } }), {
      amount,
      payUrl: "https://marenholt.example",
    }),
    paidTooLate(aLetter({ guest: { name }, therapist: { name, firstName: name } }), {
      amount,
      again: "https://marenholt.example",
    }),
    cardTooLate(aLetter({ guest: { name }, therapist: { name, firstName: name } }), {
      keepUrl: "https://marenholt.example",
      again: "https://marenholt.example",
    }),
    therapistCardTooLate(aTherapistLetter({ guest: { name, phone: name }, booking: { typeName: name } })),
    therapistPaidTooLate(aTherapistLetter({ guest: { name, phone: name }, booking: { typeName: name } }), {
      amount,
    }),
  ];

  test("leaves one line in the subject, short and without controls", () => {
    for (const letter of letters) {
      expect(letter.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      expect([...letter.subject].length).toBeLessThanOrEqual(400);
      expect(letter.subject.isWellFormed()).toBe(true);
    }
  });

  test("makes no element, attribute or line of its own", () => {
    for (const { html, text } of letters) {
      expect(html).not.toMatch(/<script|<img|\sonmouseover="|\sonerror="/i);
      expect(text).not.toMatch(/^(Bcc|ATTENDEE):?/im);
      expect(`${html}${text}`).not.toMatch(/[\0\r\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe.each(Object.entries(names))("a therapist's own words with %s", (_, words) => {
  const letter = { ...aLetter(), own: { opening: words, signature: words } };
  const { subject, html, text } = bookingConfirmed(letter);

  test("change no subject, and make no element, attribute or line of their own", () => {
    expect(subject).toBe(bookingConfirmed(aLetter()).subject);
    expect(html).not.toMatch(/<script|<img|\sonmouseover="|\sonerror="/i);
    expect(text).not.toMatch(/^(Bcc|ATTENDEE):?/im);
    expect(`${html}${text}`).not.toMatch(/[\0\r\u202a-\u202e\u2066-\u2069]/u);
  });
});

test("a therapist's own words stand after the greeting and beneath the name, and go to no therapist", () => {
  const own = { opening: "Lovely that you are coming.", signature: "Maren Holt, Rua das Flores" };
  const { html, text } = bookingConfirmed({ ...aLetter(), own });
  expect(text).toMatch(/^Hello Ann,\n\nLovely that you are coming\.\n\n/);
  expect(text).toContain("\n\nMaren\nMaren Holt, Rua das Flores\n\nI can’t see messages");
  const order = ["Hello Ann,", own.opening, "If something comes up", own.signature, "I can’t see"].map(
    (words) => html.indexOf(words, html.indexOf("Hello Ann,")),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).not.toContain(-1);
  const hers = therapistBooked({ ...aTherapistLetter(), own });
  expect(hers.html + hers.text).not.toContain(own.opening);
  expect(hers.html + hers.text).not.toContain(own.signature);
});

test("a stranger's advertisement does not become our greeting", () => {
  expect(greeting("www.buy-pills.example now")).toBe("Hello,");
  expect(greeting("http://x")).toBe("Hello,");
  expect(greeting("Call 0900")).toBe("Hello Call,");
  expect(greeting("  ")).toBe("Hello,");
  expect(greeting("Zoë-Marie van Dijk")).toBe("Hello Zoë-Marie,");
});

test("letters are counted as people count them", () => {
  expect(oneLine("👨‍👩‍👧‍👦".repeat(5), 5)).toBe("👨‍👩‍👧‍👦".repeat(5));
  expect(oneLine("👨‍👩‍👧‍👦".repeat(6), 5)).toBe(`${"👨‍👩‍👧‍👦".repeat(4)}…`);
  expect(subject("x".repeat(500))).toHaveLength(120);
});

test("only http and https may be followed", () => {
  expect(webAddress("javascript:alert(1)")).toBeNull();
  expect(webAddress("data:text/html,x")).toBeNull();
  expect(webAddress("not an address")).toBeNull();
  expect(webAddress("https://meet.example/a b")).toBe("https://meet.example/a%20b");
  expect(bookingConfirmed(aLetter({ booking: { roomUrl: "javascript:alert(1)" } })).html).not.toContain(
    "javascript:",
  );
});

property.prop([fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 1, max: 200 })])(
  "any text becomes one well-formed line within its limit",
  (text, limit) => {
    const line = oneLine(text, limit);

    expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(line.isWellFormed()).toBe(true);
    expect([...new Intl.Segmenter("en").segment(line)].length).toBeLessThanOrEqual(limit);
    expect(oneLine(line, limit)).toBe(line);
  },
);
