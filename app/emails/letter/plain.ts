import type { Letterhead, Reader } from "./booking.ts";
import { oneLine } from "./one-line.ts";

/** A letter as written text: paragraphs apart by an empty line, what is null left out, then help and colophon. */
export function plain(letter: Letterhead, reader: Reader, ...paragraphs: (string | null)[]): string {
  const { practice, help } = letter;
  const address = practice.address && oneLine(practice.address, 200);
  const lines = `${help.words}\nMore lines, and other countries: ${help.url}`;
  const colophon = ["-- ", oneLine(practice.name), address, practice.url].filter(Boolean).join("\n");
  const all = [...paragraphs, reader === "client" ? lines : null, colophon];
  return `${all.filter((paragraph) => paragraph !== null).join("\n\n")}\n`;
}
