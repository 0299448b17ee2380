import type { Letterhead, Reader } from "./booking.ts";
import { oneLine } from "./one-line.ts";
import { openingOf, signatureOf } from "./own-words.ts";

/**
 * A letter as written text: paragraphs apart by an empty line, what is null left out, then help and colophon. The first
 * paragraph greets and the last is the name, so the therapist's own words stand after the one and beneath the other.
 */
export function plain(letter: Letterhead, reader: Reader, ...paragraphs: (string | null)[]): string {
  const { practice, help, unsubscribeUrl } = letter;
  const [hello = null, ...rest] = paragraphs;
  const name = [rest.pop() ?? null, signatureOf(letter, reader)].filter((line) => line !== null).join("\n");
  const address = practice.address && oneLine(practice.address, 200);
  const lines = `${help.words}\nMore lines, and other countries: ${help.url}`;
  const colophon = ["-- ", oneLine(practice.name), address, practice.url].filter(Boolean).join("\n");
  const all = [
    hello,
    openingOf(letter, reader),
    ...rest,
    name || null,
    reader === "client" ? lines : null,
    colophon,
    unsubscribeUrl ? `No more letters like this one:\n${unsubscribeUrl}` : null,
  ];
  return `${all.filter((paragraph) => paragraph !== null).join("\n\n")}\n`;
}
