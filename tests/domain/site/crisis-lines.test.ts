import { describe, expect, test } from "vitest";
import { countryOfZone } from "#app/domain/site/crisis-lines/zones.ts";
import { crisisLines, footerLine, linesFor, staleLines } from "#app/domain/site/crisis-lines.ts";

const names = (practice: string, zone: string | null) => linesFor(practice, zone).map(({ name }) => name);

test("the practice's country comes first, then the visitor's, then all others by name", () => {
  const [first, second, ...rest] = names("PT", "America/Indiana/Knox");

  expect([first, second]).toEqual(["Portugal", "United States"]);
  expect(rest).toEqual([...rest].sort());
  expect(rest).toHaveLength(crisisLines.length - 2);
});

test("nobody is named twice, and an unknown place changes nothing but the order", () => {
  expect(names("PT", "Europe/Lisbon").slice(0, 2)).toEqual(["Portugal", "Australia"]);
  expect(names("PT", null)).toHaveLength(crisisLines.length);
  expect(names("XX", "Mars/Olympus")).toEqual(crisisLines.map(({ name }) => name));
  expect(names("XX", "Asia/Calcutta")[0]).toBe("India");
});

test("the footer says what we cannot do and whom to call", () => {
  expect(footerLine("PT")).toBe(
    "I can’t see messages straight away. If you might be in danger now, in Portugal: 112, or 1411 day and night.",
  );
  expect(footerLine("US", "We")).toBe(
    "We can’t see messages straight away. If you might be in danger now, in the United States: 911, or 988 day and night.",
  );
  expect(footerLine("IT")).not.toContain("day and night");
  expect(footerLine("XX")).toContain("call your local emergency number.");
});

test("a line is stale the moment its check is older than so many days", () => {
  const stale = (now: string, days?: number) =>
    staleLines(new Date(now), days).some(({ line }) => line.phone === "1411");

  expect(stale("2027-05-19T00:00:00Z")).toBe(false);
  expect(stale("2027-05-19T00:00:01Z")).toBe(true);
  expect(stale("2026-11-22T00:00:00Z", 1)).toBe(true);
});

describe.each(crisisLines.map((help) => [help.name, help] as const))("%s", (_, help) => {
  test("has an emergency number and at least one line with a way to reach it", () => {
    expect(help.country).toMatch(/^[A-Z]{2}$/);
    expect(help.emergency).toMatch(/^\d{3}/);
    expect(help.lines.length).toBeGreaterThan(0);
    for (const { phone, text } of help.lines) expect(phone ?? text).toMatch(/^[\d -]+$/);
  });

  test("names a source, and a day that has been, for every line", () => {
    for (const { source, checkedOn, chat, hours } of help.lines) {
      expect(URL.canParse(source)).toBe(true);
      expect(chat === undefined || chat.startsWith("https://")).toBe(true);
      expect(new Date(checkedOn).toISOString().slice(0, 10)).toBe(checkedOn);
      expect(Date.parse(checkedOn)).toBeLessThanOrEqual(Date.UTC(2026, 10, 20));
      expect(hours).not.toBe("");
    }
  });

  test("is found from a zone", () => {
    expect(Intl.supportedValuesOf("timeZone").some((zone) => countryOfZone(zone) === help.country)).toBe(
      true,
    );
  });
});

test("no country is listed twice, and no zone leads to a country without lines", () => {
  const countries = crisisLines.map(({ country }) => country);
  const found = new Set(Intl.supportedValuesOf("timeZone").map(countryOfZone));

  expect(new Set(countries).size).toBe(countries.length);
  expect([...found].filter((country) => country !== null).sort()).toEqual([...countries].sort());
});
