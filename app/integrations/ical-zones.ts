import ical from "node-ical";
import { isZone } from "#app/values/zoned.ts";
import { type Part, saidOf } from "./ical-lines.ts";

/** By this name the parser looks at a zone's own rules, and finds a zone of the world that has the same. */
const byItsRules = "Customized Time Zone";

/**
 * The zones of the world that a calendar's zones are. Programs name them in many ways: as the world does, behind a path,
 * as Windows does, by their distance from Greenwich, or by a name of their own with the rules beside it. Null for one that
 * says nothing of where it is.
 */
export function zonesOf(calendar: Part): (name: string) => string | null {
  const known = new Map<string, string | null>();
  const rules = new Map(
    calendar.parts
      .filter(({ name }) => name === "VTIMEZONE")
      .map((part) => [saidOf(part, "TZID") ?? "", part]),
  );
  return function zone(name) {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = byName(name) ?? byWindows(name) ?? byRules(rules.get(name)) ?? byDistance(name);
    known.set(name, found);
    return found;
  };
}

/** The zone in which a calendar's days begin and its times are that name none; null where it does not say. */
export function ownZone(calendar: Part, zone: (name: string) => string | null): string | null {
  const said = saidOf(calendar, "X-WR-TIMEZONE");
  const found = said && zone(said);
  if (found) return found;
  const zones = calendar.parts.filter(({ name }) => name === "VTIMEZONE");
  const [only] = zones;
  return only && zones.length === 1 ? zone(saidOf(only, "TZID") ?? "") : null;
}

function byName(name: string): string | null {
  const steps = name.split("/");
  for (const at of steps.keys()) {
    const rest = steps.slice(at).join("/");
    if (isZone(rest)) return rest;
  }
  return null;
}

function byWindows(name: string): string | null {
  return /^(Customized|tzone)|[\n"]/i.test(name) ? null : probed(name, "");
}

function byRules(part: Part | undefined): string | null {
  return part
    ? probed(byItsRules, written({ ...part, lines: [{ name: "TZID", params: "", value: byItsRules }] }))
    : null;
}

function byDistance(name: string): string | null {
  const [, sign, hours] = /^\(?(?:UTC|GMT)?([+-])(\d{1,2})(?::?00)?\b/i.exec(name) ?? [];
  if (!sign || !hours) return null;
  const etc = `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
  return isZone(etc) ? etc : null;
}

function probed(name: string, rules: string): string | null {
  const time = `DTSTART;TZID=${name}:${new Date().getFullYear()}0701T120000`;
  const text = `BEGIN:VCALENDAR\n${rules}BEGIN:VEVENT\nUID:probe\n${time}\nEND:VEVENT\nEND:VCALENDAR`;
  const { probe } = ical.sync.parseICS(text);
  const found = probe?.type === "VEVENT" ? (probe as { start?: { tz?: string } }).start?.tz : undefined;
  return found && isZone(found) ? found : null;
}

function written({ name, lines, parts }: Part): string {
  const own = lines.map((line) => `${line.name}${line.params}:${line.value}\n`).join("");
  return `BEGIN:${name}\n${own}${parts.map(written).join("")}END:${name}\n`;
}
