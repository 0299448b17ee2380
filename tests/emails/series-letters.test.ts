import { expect, test } from "vitest";
import { seriesMade } from "#app/emails/series.tsx";
import { aLetter } from "./a-letter.ts";

type Booking = NonNullable<Parameters<typeof aLetter>[0]>["booking"];

function aSeries(booking: Booking = {}) {
  const first = { ...aLetter({ booking }), differs: false, was: null };
  return {
    ...{ first, dates: [first, first], by: "client" as const, words: null },
    rhythm: { startsOn: "2026-11-24", time: "10:20", everyWeeks: 1, zone: "Europe/Lisbon" },
    againUrl: "https://marenholt.example/book/maren",
  };
}

test("several sessions online lead to the doors that ask where somebody is, never to the room behind them", () => {
  const { html, text, attachments } = seriesMade(aSeries());
  for (const said of [html, text, ...attachments.map(({ content }) => String(content))])
    expect(said).not.toContain("meet.example");
  for (const said of [html, text]) expect(said).toContain("opens the room, and asks first where you are");
});

test("where there is no room yet, the letter says that the link follows", () => {
  expect(seriesMade(aSeries({ roomUrl: null })).text).toContain("I’ll write to you with the link");
});
