import { expect, test } from "vitest";
import { careBegun } from "#app/emails/care-begun.tsx";
import { careReferred } from "#app/emails/care-referred.tsx";
import type { PersonLetter } from "#app/emails/letter/person.ts";
import { welcome } from "#app/emails/welcome.tsx";
import { aLetter } from "./a-letter.ts";

function aNote(person: Partial<PersonLetter["person"]> = {}): PersonLetter {
  const { practice, help } = aLetter();
  return {
    practice,
    help,
    from: { name: "Maren Holt", firstName: "Maren" },
    person: { name: "Ann Example", isDiscreet: false, ...person },
    pageUrl: "https://marenholt.example/join/TOKEN",
  };
}

const all = (letter: PersonLetter) => [
  careBegun(letter, ["Maren Holt"]),
  careReferred(letter, { toThem: "Be well.", places: "The harbour line" }),
  welcome(letter),
];

test("every subject is a note from somebody, and tells nothing where that was asked for", () => {
  for (const { subject } of all(aNote())) expect(subject).toBe("A note from Maren Holt");
  for (const { subject } of all(aNote({ isDiscreet: true }))) expect(subject).toBe("A note for you");
});

test("each letter says the same as HTML and as text, greets by first name, and ends with who answers at night", () => {
  for (const { html, text } of all(aNote())) {
    expect(text).toMatch(/^Hello Ann,/);
    expect(text).toContain("112, or 1411 day and night");
    for (const said of text.split("\n").filter((line) => /^[A-Z][a-z’ ]+\.$/.test(line)))
      expect(html).toContain(said);
  }
});

test("a group is named in a row, and a person who begins is led to their page", () => {
  const { text, html } = careBegun(aNote(), ["Ana", "Ben", "Chi"]);
  expect(text).toContain("book sessions with Ana, Ben and Chi.");
  for (const letter of [text, html]) expect(letter).toContain("https://marenholt.example/join/TOKEN");
});

test("what a therapist wrote stays words: no markup, no line that could pass for a header", () => {
  const words = { toThem: "<b>Bold</b>\r\nBcc: everyone@example.org\r\n\r\nSecond", places: "A\u202eB" };
  const { html, text } = careReferred(aNote({ name: "https://evil.example now" }), words);
  expect(html).not.toContain("<b>Bold</b>");
  expect(text).toContain("<b>Bold</b> Bcc: everyone@example.org\n\nSecond");
  expect(html + text).not.toContain("\u202e");
  expect(text).toMatch(/^Hello,/);
});
