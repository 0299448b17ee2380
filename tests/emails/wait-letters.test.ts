import { expect, test } from "vitest";
import type { WaitLetter } from "#app/emails/letter/wait.ts";
import { waitAsked, waitLapsed } from "#app/emails/wait-asked.tsx";
import { waitJoined } from "#app/emails/wait-joined.tsx";
import { waitOffered } from "#app/emails/wait-offered.tsx";
import { aLetter } from "./a-letter.ts";

const at = Date.parse("2026-11-24T10:20:00Z");
const place = "https://marenholt.example/waitlist/TOKEN";

function aPlace(wishes: Partial<WaitLetter> = {}): WaitLetter {
  const { practice, help } = aLetter();
  return {
    practice,
    help,
    from: { name: "Maren Holt", firstName: "Maren" },
    person: { name: "Ann Example", isDiscreet: false },
    pageUrl: place,
    zone: "America/New_York",
    theirZone: "Europe/Lisbon",
    has: null,
    ...wishes,
  };
}

const offered = {
  startsAt: at,
  endsAt: at - 3_600_000,
  minutes: 20,
  takeUrl: `${place}/offers/1/taking`,
  passUrl: `${place}/offers/1/passing`,
  leaveUrl: `${place}/leaving`,
};
const all = (letter: WaitLetter) => [
  waitJoined(letter),
  waitOffered(letter, offered),
  waitAsked(letter, { stayUrl: `${place}/staying`, leaveUrl: `${place}/leaving`, until: at }),
  waitLapsed(letter, "https://marenholt.example/book/maren"),
];

test("no subject says with whom, and where discretion was asked for none says what about", () => {
  for (const { subject } of all(aPlace())) expect(subject).not.toContain("Maren");
  const discreet = { person: { name: "Ann Example", isDiscreet: true } };
  for (const { subject } of all(aPlace(discreet))) expect(subject).toBe("A note for you");
});

test("an offer says the time on both clocks, until when it is kept, and all three answers", () => {
  for (const said of [waitOffered(aPlace(), offered).text, waitOffered(aPlace(), offered).html]) {
    expect(said).toContain("5:20");
    expect(said).toContain("10:20");
    expect(said).toContain("in Lisbon");
    for (const url of [offered.takeUrl, offered.passUrl, offered.leaveUrl]) expect(said).toContain(url);
  }
});

test("who would move is told what they keep until then, and that moving costs nothing", () => {
  const earlier = aPlace({ has: at + 86_400_000 });
  expect(waitJoined(earlier).text).toContain("Until then you keep the time you have");
  expect(waitOffered(earlier, offered).text).toContain("Moving costs you nothing");
  expect(waitLapsed(earlier, place).text).toContain("the time you have stays yours");
});

test("each letter is the same bytes from the same rows, and nothing typed becomes markup", () => {
  const hostile = aPlace({ person: { name: "<b>https://evil.example</b>", isDiscreet: false } });
  for (const [one, two] of all(hostile).map((letter, n) => [letter, all(hostile)[n]]))
    expect(one).toEqual(two);
  for (const { html, text } of all(hostile)) expect(html + text).not.toContain("evil.example");
});
