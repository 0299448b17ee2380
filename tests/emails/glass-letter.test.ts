import { expect, test } from "vitest";
import { glassBroken } from "#app/emails/glass-broken.tsx";
import { aLetter } from "./a-letter.ts";

const { practice, help } = aLetter();
const letter = {
  ...{ practice, help },
  name: "Maren Holt",
  who: "Olga Owner",
  since: Date.UTC(2026, 10, 24, 10, 20),
  zone: "Europe/Lisbon",
  pageUrl: "https://marenholt.example/practice/clients/ID/break-glass",
};

test("the letter says who opened a record, when, for how long, and where whose and why are to be read", () => {
  const { subject, text, html } = glassBroken(letter);
  expect(subject).toBe("A private record of yours was opened");
  expect(text).toMatch(/^Hello Maren,/);
  expect(text).toContain(
    "Olga Owner opened the private record of a client of yours on Tuesday 24 November, 10:20 am (Lisbon), for an hour at most. They had to write down why.",
  );
  expect(text).toContain(
    "Whose record it is, and the reason, stand here:\nhttps://marenholt.example/practice/clients/ID/break-glass",
  );
  expect(text).toContain("Your psychotherapy notes stayed shut.");
  for (const said of ["Olga Owner opened", "Your psychotherapy notes stayed shut", letter.pageUrl])
    expect(html).toContain(said);
});

test("a name stays a name: no markup, no line of its own, no advertisement", () => {
  const { text, html } = glassBroken({ ...letter, who: "<b>Olga</b>\r\nBcc: everyone@example.org\u202e" });
  expect(html).not.toContain("<b>Olga</b>");
  expect(text).toContain("<b>Olga</b> Bcc: everyone@example.org opened the private record");
  expect(text + html).not.toContain("\u202e");
});
