import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SlotPicker } from "#app/ui/slot-picker.tsx";

const tuesday = {
  weekday: "Tuesday",
  date: "24 November",
  full: "Tuesday 24 November 2026",
  slots: [
    { value: "2026-11-24T10:20:00Z", label: "10:20 am", full: "10:20 am, Tuesday 24 November" },
    { value: "2026-11-24T11:00:00Z", label: "11:00 am", full: "11:00 am, Tuesday 24 November" },
  ],
};
const thursday = {
  weekday: "Thursday",
  date: "26 November",
  full: "Thursday 26 November 2026",
  slots: [],
  empty: "Fully booked.",
  emptyLink: { label: "Tell me if a time opens", href: "/contact" },
};

function checkedIn(html: string): string[] {
  return [...html.matchAll(/<input[^>]*>/g)]
    .map(([input]) => input)
    .filter((input) => input.includes("checked"));
}

test("a day is a fieldset whose legend is the full date", () => {
  const html = renderToStaticMarkup(<SlotPicker days={[tuesday]} />);
  expect(html).toMatch(
    /<fieldset class="day"><legend><span class="sr-only">Tuesday 24 November 2026<\/span>/,
  );
});

test("a time is a radio named at, which says its day and shows its hour", () => {
  const html = renderToStaticMarkup(<SlotPicker days={[tuesday]} />);
  expect(html.match(/<input (?=[^>]*type="radio")(?=[^>]*name="at")/g)).toHaveLength(2);
  expect(html).toContain(`aria-label="11:00 am, Tuesday 24 November"`);
  expect(html).toContain("<span>11:00 am</span>");
});

test("the first open time is chosen, even when the first day is full", () => {
  const html = renderToStaticMarkup(<SlotPicker days={[thursday, tuesday]} />);
  expect(checkedIn(html)).toEqual([expect.stringContaining("T10:20:00Z")]);
});

test("the time chosen before stays chosen, and one that is gone gives way to the first open one", () => {
  const kept = renderToStaticMarkup(<SlotPicker days={[tuesday]} selected="2026-11-24T11:00:00Z" />);
  expect(checkedIn(kept)).toEqual([expect.stringContaining("T11:00:00Z")]);

  const gone = renderToStaticMarkup(<SlotPicker days={[tuesday]} selected="2026-11-24T09:00:00Z" />);
  expect(checkedIn(gone)).toEqual([expect.stringContaining("T10:20:00Z")]);
});

test("a full day says so in words, with something to do", () => {
  const html = renderToStaticMarkup(<SlotPicker days={[thursday]} />);
  expect(html).not.toContain("<input");
  expect(html).toContain(`Fully booked. <a href="/contact">Tell me if a time opens</a>`);
});

test("an error is said at the top, tied to each day, and its summary link lands on the first time", () => {
  const html = renderToStaticMarkup(<SlotPicker days={[tuesday]} error="Please choose a time" />);
  expect(html).toContain(`id="at-error"`);
  expect(html).toContain(`<fieldset class="day" aria-describedby="at-error">`);
  expect(html).toMatch(/<input id="at"[^>]*T10:20:00Z/);
});
