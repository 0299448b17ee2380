import type { PolicyKind } from "#app/db/schema/practices.ts";
import { accessibility } from "./policies/accessibility.ts";
import { limits } from "./policies/limits.ts";
import { privacy } from "./policies/privacy.ts";
import { terms } from "./policies/terms.ts";

/** The date of the default texts. A change to any of them is a new date. */
export const policyVersion = "2026-11-21";

/** The three that people agree to or may hold us to, and the page of what it does not do. */
export type TextKind = PolicyKind | "limits";

/** What each of the texts a practice may change is called among its settings. */
export const policyName: Record<PolicyKind, string> = {
  privacy: "Privacy",
  terms: "Terms",
  accessibility: "Accessibility",
};

/** What the texts say of a practice; `country` is its ISO code. */
type PolicyFacts = { practice: string; email: string; country: string };

const texts: Record<TextKind, string> = { privacy, terms, accessibility, limits };

/** The default text of a kind as Markdown, with the practice's name, address and country filled in. */
export function policyText(kind: TextKind, facts: PolicyFacts): string {
  const words: Record<string, string> = {
    practice: inert(facts.practice),
    email: `[${inert(facts.email)}](mailto:${encodeURIComponent(facts.email).replace("%40", "@")})`,
    country: countryName(facts.country),
  };
  return texts[kind].replace(/\{(\w+)\}/g, (blank, name: string) => words[name] ?? blank);
}

function countryName(code: string): string {
  const name = new Intl.DisplayNames(["en-GB"], { type: "region" }).of(code) ?? code;
  return /^(United|Netherlands)/.test(name) ? `the ${name}` : name;
}

/** A name stays a name: on one line, and no Markdown or HTML of its own. */
function inert(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>#|&]/g, (mark) => `\\${mark}`);
}
