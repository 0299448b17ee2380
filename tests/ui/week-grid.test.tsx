import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Entry, type GridDay, WeekGrid } from "#app/ui/week-grid.tsx";

const entry = (over: Partial<Entry>): Entry => ({
  key: `${over.from}`,
  kind: "session",
  from: 540,
  until: 590,
  lane: 0,
  lanes: 1,
  time: "9:00 am",
  clock: "9:00",
  label: "Amara O.",
  full: "Tuesday 24 November, 9:00 am to 9:50 am, Amara O.",
  href: "/practice/bookings/1",
  ...over,
});

const tuesday: GridDay = {
  date: "2026-11-24",
  title: "Tuesday 24",
  href: "/practice/calendar?view=day&date=2026-11-24",
  isToday: true,
  off: [{ from: 480, until: 540 }],
  entries: [entry({}), entry({ from: 620, until: 643, kind: "discovery", full: "Jonah R., first call" })],
};
const wednesday: GridDay = {
  ...tuesday,
  date: "2026-11-25",
  title: "Wednesday 25",
  isToday: false,
  entries: [],
};
const hours = [8, 9, 10, 11].map((hour) => ({ hour, label: `${hour} am` }));
const html = renderToStaticMarkup(<WeekGrid days={[tuesday, wednesday]} hours={hours} now={571} />);

test("each day is a section with a heading of its own, in order, and today says so", () => {
  expect(
    html.match(/<section class="diary-day" aria-labelledby="day-[\d-]+"><h2 id="day-[\d-]+"/g),
  ).toHaveLength(2);
  expect(html.indexOf("Tuesday 24")).toBeLessThan(html.indexOf("Wednesday 25"));
  expect(html.match(/aria-current="date"/g)).toHaveLength(1);
});

test("a day is an ordered list that says everything to whoever does not see where it stands", () => {
  expect(html.match(/<ol>/g)).toHaveLength(1);
  expect(html).toContain(`<span class="sr-only">Tuesday 24 November, 9:00 am to 9:50 am, Amara O.</span>`);
  expect(html.indexOf("9:50 am, Amara")).toBeLessThan(html.indexOf("Jonah R., first call"));
  expect(html).toContain("Nothing booked.");
});

test("positions are classes to the minute, because the policy of the house forbids style attributes", () => {
  expect(html).toContain("start-hour-10 start-minute-20 end-hour-10 end-minute-43");
  expect(html).toContain(`class="diary first-8 last-11"`);
  expect(html).not.toContain("style=");
});

test("the line of now stands in today's column and in no other", () => {
  expect(html.match(/class="now start-hour-9 start-minute-31/g)).toHaveLength(1);
});

test("what leads nowhere is no link", () => {
  const busy = entry({ kind: "busy", href: undefined, label: "Busy" });
  const column = renderToStaticMarkup(
    <WeekGrid days={[{ ...tuesday, entries: [busy] }]} hours={hours} now={null} />,
  );
  expect(column).toContain(`<div class="ev" data-kind="busy">`);
  expect(column).not.toContain(`class="now`);
});
