import type { Letterhead } from "./booking.ts";
import { oneLine, subject } from "./one-line.ts";

/** What a letter to one person about the two of you is made of, all of it from rows. */
export type PersonLetter = Letterhead & {
  person: { name: string; isDiscreet: boolean };
  /** Who writes: a therapist, or the practice by its name. */
  from: { name: string; firstName: string };
  /** Where their page is. */
  pageUrl: string;
};

/** A subject that tells whoever looks over a shoulder nothing, and less where somebody asked for that. */
export function noteSubject({ person, from }: PersonLetter): string {
  return subject(person.isDiscreet ? "A note for you" : `A note from ${oneLine(from.name, 60)}`);
}

/** What somebody wrote, as paragraphs: apart where they left a line empty. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => oneLine(paragraph, 2_000))
    .filter((paragraph) => paragraph !== "");
}

/** "Ana", "Ana and Ben", "Ana, Ben and Chi". */
export function namesInARow(names: readonly string[]): string {
  const all = names.map((name) => oneLine(name, 60));
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
