/** A line of a calendar file, unfolded: its name in capitals, its parameters as they stand (";TZID=…"), its value. */
export type Line = { name: string; params: string; value: string };

/** The lines of a calendar file (RFC 5545, 3.1). What is no line is left out. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n")
    .flatMap((line) => lineOf(line) ?? []);
}

function lineOf(text: string): Line | null {
  const name = /^[A-Za-z0-9-]+/.exec(text)?.[0];
  if (!name) return null;
  const colon = isDated.test(name) ? text.lastIndexOf(":") : endOfParams(text, name.length);
  if (colon === -1) return null;
  return {
    name: name.toUpperCase(),
    params: text.slice(name.length, colon),
    value: text.slice(colon + 1).trim(),
  };
}

/** What names a time has no colon in it, but the zone before it may: "tzone://Microsoft/Utc", "UTC+05:00". */
const isDated = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)$/i;

/** Where the value begins: at the first colon outside of quotes. */
function endOfParams(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === ":" && !isQuoted) return at;
  }
  return -1;
}

/** A parameter's value, without its quotes. */
export function paramOf({ params }: Line, name: string): string | null {
  const found = new RegExp(`;${name}=("[^"]*"|[^;]*)`, "i").exec(params)?.[1];
  return found?.replace(/^"|"$/g, "") ?? null;
}

/** A component: what it is called, the lines that are its own, and the components in it. */
export type Part = { name: string; lines: Line[]; parts: Part[] };

/** The calendars of a file; it may hold several. Null where one is not closed properly. */
export function calendarsOf(lines: readonly Line[]): Part[] | null {
  const whole: Part = { name: "", lines: [], parts: [] };
  const open = [whole];
  for (const line of lines) {
    const inner = open.at(-1) ?? whole;
    const name = line.value.toUpperCase();
    if (line.name === "BEGIN") {
      const part: Part = { name, lines: [], parts: [] };
      inner.parts.push(part);
      open.push(part);
    } else if (line.name === "END") {
      if (inner.name !== name) return null;
      open.pop();
    } else inner.lines.push(line);
  }
  return open.length === 1 ? whole.parts.filter(({ name }) => name === "VCALENDAR") : null;
}

/** What a component's line of that name says; null where it has none. */
export function saidOf({ lines }: Part, name: string): string | null {
  return lines.find((line) => line.name === name)?.value ?? null;
}
