import type { NoteKind, NoteSection } from "#app/db/schema/notes.ts";

/** Kinds whose words are their author's alone for ever: no lead, no supervisor and no house reads them. */
export const authorsAlone = ["psychotherapy", "process"] as const satisfies readonly NoteKind[];

export function isAuthorsAlone(kind: NoteKind): boolean {
  return (authorsAlone as readonly NoteKind[]).includes(kind);
}

const hour = 3_600_000;

/**
 * After how many hours a note counts as a late entry, from the end of the session it is about. That a delayed entry is to
 * be clearly marked as one is Medicare's rule (Program Integrity Manual, 3.3.2.5, since CR 8105 of 2012), which names no
 * hours; the day is this house's own choice.
 */
export const lateAfterHours = 24;

/** Whether a note is a late entry. What is about no session cannot be late. */
export function isLate({ endedAt, signedAt }: { endedAt: Date | null; signedAt: Date }): boolean {
  return endedAt !== null && signedAt.getTime() > endedAt.getTime() + lateAfterHours * hour;
}

export type Layout = { name: string; sections: readonly NoteSection[] };

const section = (key: string, title: string, hint = ""): NoteSection => ({ key, title, hint });

/** The ways to lay a note out that ship. */
export const layouts = {
  soap: {
    name: "SOAP",
    sections: [
      section("subjective", "Subjective", "What they told you, in their words where it matters."),
      section("objective", "Objective", "What you saw and heard."),
      section("assessment", "Assessment", "What you make of it; risk, and progress on the goals."),
      section("plan", "Plan", "What follows, and until when."),
    ],
  },
  dap: {
    name: "DAP",
    sections: [
      section("data", "Data", "What was said and seen."),
      section("assessment", "Assessment", "What you make of it; risk, and progress on the goals."),
      section("plan", "Plan", "What follows, and until when."),
    ],
  },
  free: { name: "Free", sections: [section("note", "Note")] },
  intake: {
    name: "Intake assessment",
    sections: [
      section("reasons", "What brings them", "In their words; since when, and why now."),
      section("history", "History", "What came before: health, treatment, what helped."),
      section("life", "Life now", "People, work, sleep, substances."),
      section("risk", "Risk and safety", "What was asked and what was answered."),
      section("impression", "Impression", "What you make of it so far."),
      section("next", "What follows"),
    ],
  },
  plan: {
    name: "Plan",
    sections: [
      section("towards", "What we work towards", "The goals it names are ticked beneath."),
      section("how", "How we go about it", "Approach, how often, for how long."),
      section("signs", "How we will know"),
      section("review", "When we look at it again"),
    ],
  },
  contact: {
    name: "Contact",
    sections: [
      section("contact", "Who, and how", "A call, a letter, a word at the door."),
      section("said", "What was said"),
      section("next", "What follows"),
    ],
  },
  closing: {
    name: "Closing summary",
    sections: [
      section("course", "The course of it", "From the first call to the last session."),
      section("now", "Where things stand"),
      section("next", "What they take with them", "Advice, other places to turn, how to come back."),
    ],
  },
} as const satisfies Record<string, Layout>;

export type LayoutName = keyof typeof layouts;

/** The layouts that ship for a kind, the usual one first. */
export function layoutsFor(kind: NoteKind): readonly LayoutName[] {
  if (kind === "progress") return ["soap", "dap", "free"];
  if (kind === "psychotherapy" || kind === "process") return ["free"];
  return [kind, "free"];
}

export function isLayout(name: string): name is LayoutName {
  return Object.hasOwn(layouts, name);
}

/** How much a note may say: letters of one section, and bytes of all of it. */
export const longestSection = 12_000;
export const longestNote = 40_000;

/** A section of a note with what stands in it. */
export type Written = { key: string; title: string; text: string };

/** Whether a note says anything yet. */
export function saysNothing(sections: readonly Written[]): boolean {
  return sections.every(({ text }) => text.trim() === "");
}

/** Sections with what was typed into them; a section that was not sent keeps what it said. */
export function filledIn(
  sections: readonly Written[],
  typed: Readonly<Record<string, string | undefined>>,
): Written[] {
  return sections.map((one) => ({ ...one, text: typed[one.key]?.replaceAll("\r\n", "\n") ?? one.text }));
}

/** Whether sections hold more than a note may. */
export function isTooLong(sections: readonly Written[]): boolean {
  const sum = sections.reduce((sum, { text }) => sum + text.length, 0);
  return sum > longestNote || sections.some(({ text }) => text.length > longestSection);
}
