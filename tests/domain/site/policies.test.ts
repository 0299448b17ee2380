import { marked } from "marked";
import { expect, test } from "vitest";
import { policyText, policyVersion, type TextKind } from "#app/domain/site/policies.ts";

const kinds: TextKind[] = ["privacy", "terms", "accessibility", "limits"];
const facts = { practice: "Maren Holt", email: "maren_h@marenholt.example", country: "PT" };

test.each(kinds)("%s is complete, of a length people read, and leaves no blank", (kind) => {
  const text = policyText(kind, facts);
  const words = text.split(/\s+/).length;

  expect(words).toBeGreaterThan(250);
  expect(words).toBeLessThan(600);
  expect(text).toContain("Maren Holt");
  expect(text).not.toMatch(/[{}]|undefined/);
  expect(text.match(/^# /gm)).toHaveLength(1);
});

test.each(kinds)("%s speaks in our voice", (kind) => {
  expect(policyText(kind, facts)).not.toMatch(/!|patient|wellness|\busers?\b|hereby|herein/i);
});

test("the country is named and the address can be pressed", async () => {
  expect(policyText("privacy", facts)).toContain("data protection authority in Portugal");
  expect(policyText("terms", { ...facts, country: "GB" })).toContain("the courts of the United Kingdom");
  expect(await marked(policyText("privacy", facts))).toContain(
    '<a href="mailto:maren_h@marenholt.example">maren_h@marenholt.example</a>',
  );
});

test("a practice's name is only ever a name", async () => {
  const practice = "<img src=x onerror=alert(1)> **Bold** {email} [x](javascript:alert(1))\n# Heading";
  const html = await marked(policyText("privacy", { ...facts, practice }));

  expect(html).not.toMatch(/<img|<strong>Bold|href="javascript|<h1>Heading/);
  expect(html).toContain("{email}");
});

test("the version is a day", () => {
  expect(policyVersion).toMatch(/^\d{4}-\d\d-\d\d$/);
});
