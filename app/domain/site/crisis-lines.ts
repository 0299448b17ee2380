import { beyondEurope } from "./crisis-lines/beyond-europe.ts";
import { type CountryHelp, type CrisisLine, dayAndNight } from "./crisis-lines/line.ts";
import { northAndEastEurope } from "./crisis-lines/north-and-east-europe.ts";
import { southAndWestEurope } from "./crisis-lines/south-and-west-europe.ts";
import { countryOfZone } from "./crisis-lines/zones.ts";

const day = 24 * 60 * 60 * 1000;

/**
 * Every country we know lines for, by name. Entries dated 2026-11-20 were compared that day with stored copies of the
 * pages they name; no number was rung. A practice checks its own country's before it opens.
 */
export const crisisLines: readonly CountryHelp[] = [
  ...southAndWestEurope,
  ...northAndEastEurope,
  ...beyondEurope,
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Where to turn: the practice's country first, then the visitor's, as their zone tells it, then all others by name. */
export function linesFor(practiceCountry: string, visitorZone: string | null): CountryHelp[] {
  const near = [practiceCountry, visitorZone && countryOfZone(visitorZone)];
  const first = crisisLines.filter(({ country }) => near.includes(country));
  first.sort((a, b) => near.indexOf(a.country) - near.indexOf(b.country));
  return [...first, ...crisisLines.filter((help) => !first.includes(help))];
}

/** Whom to ring in a country, or null where we know no lines. */
export function helpIn(country: string): CountryHelp | null {
  return crisisLines.find((help) => help.country === country) ?? null;
}

/** The short words of every footer and letter. `who` is "I" for one therapist, "We" for a group. */
export function footerLine(country: string, who: "I" | "We" = "I"): string {
  const help = helpIn(country);
  const turnTo = help ? `in ${theCountry(help)}: ${numbers(help)}.` : "call your local emergency number.";
  return `${who} can’t see messages straight away. If you might be in danger now, ${turnTo}`;
}

/** Lines nobody has compared with their source for so many days. */
export function staleLines(now: Date, days = 180): { country: string; line: CrisisLine }[] {
  const limit = now.getTime() - days * day;
  return crisisLines.flatMap(({ country, lines }) =>
    lines.filter((line) => Date.parse(line.checkedOn) < limit).map((line) => ({ country, line })),
  );
}

function numbers({ emergency, lines }: CountryHelp): string {
  const line = lines.find(({ phone }) => phone);
  if (!line) return emergency;
  return line.hours === dayAndNight
    ? `${emergency}, or ${line.phone} day and night`
    : `${emergency}, or ${line.phone}`;
}

function theCountry({ name }: CountryHelp): string {
  return /^(United|Netherlands)/.test(name) ? `the ${name}` : name;
}
