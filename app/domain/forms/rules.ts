import type { ParticipantRole, Stage } from "#app/db/schema/clients.ts";
import type { AskedStatus, FormKind } from "#app/db/schema/forms.ts";
import type { FormBody, FormPage, FormPart } from "#app/values/form-body.ts";
import { isPlainText } from "#app/values/words.ts";

/** What somebody answered, by the question's key: words, a date, an option's value, several of them; a consent is "yes". */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** How long an answer may be, in letters. */
export const longestAnswer = { short: 300, long: 5_000 };

/** Something that is answered: everything but a section. */
export type Question = Exclude<FormPart, { kind: "section" }>;

export function isQuestion(part: FormPart): part is Question {
  return part.kind !== "section";
}

/** Who can be asked to fill a form: the people in a client, and a child's guardian for the child. */
export function mayFill(role: ParticipantRole): boolean {
  return role === "self" || role === "partner" || role === "child" || role === "guardian";
}

/**
 * The forms that can be answered at a stage (domain, "Stages open doors"): questions before the first call, all from the
 * beginning of care on, none once it ended.
 */
export function opensAt(stage: Stage, kind: FormKind): boolean {
  if (stage === "ended") return false;
  return stage === "discovery" ? kind === "questions" : true;
}

/** Whether a form that was asked may still be written in. */
export function isOpen({ status }: { status: AskedStatus }): boolean {
  return status === "waiting" || status === "begun";
}

/** The pages of a form as one person is asked them: without a question the practice leaves out, and pages it leaves empty. */
export function pagesAsked(body: FormBody, leftOut: string | null): FormPage[] {
  return body.pages
    .map((page) => ({ ...page, parts: page.parts.filter(({ key }) => key !== leftOut) }))
    .filter(({ parts }) => parts.length > 0);
}

/**
 * Of what somebody answered, what counts: answers to questions that were shown, each as its question takes it. A question
 * is shown where the earlier one it hangs on was itself shown and answered so.
 */
export function kept(pages: readonly FormPage[], answers: Answers): Answers {
  const counts: Record<string, string | readonly string[]> = {};
  for (const part of pages.flatMap(({ parts }) => parts)) {
    if (!isQuestion(part) || !isShown(part, counts)) continue;
    const answer = taken(part, answers[part.key]);
    if (answer !== null) counts[part.key] = answer;
  }
  return counts;
}

/** Whether a part is shown to somebody who answered so; call it with answers that count. */
export function isShown({ showIf }: Pick<FormPart, "showIf">, counts: Answers): boolean {
  if (!showIf) return true;
  const given = [counts[showIf.question] ?? []].flat();
  return given.some((value) => showIf.is.includes(value));
}

/** The parts of a page that are shown. */
export function shownParts({ parts }: FormPage, counts: Answers): FormPart[] {
  return parts.filter((part) => isShown(part, counts));
}

/** The pages on which anything is shown. */
export function shownPages(pages: readonly FormPage[], counts: Answers): FormPage[] {
  return pages.filter((page) => shownParts(page, counts).length > 0);
}

/** An answer as its question takes it, or null where it is none. */
function taken(part: Question, answer: Answers[string] | undefined): string | string[] | null {
  if (part.kind === "choice" && part.isMany) {
    const given = [answer ?? []].flat();
    const chosen = part.options.map(({ value }) => value).filter((value) => given.includes(value));
    return chosen.length > 0 ? chosen : null;
  }
  if (typeof answer !== "string") return null;
  const text = answer.trim();
  if (part.kind === "text")
    return text ? text.slice(0, part.isLong ? longestAnswer.long : longestAnswer.short) : null;
  if (part.kind === "date") return isDay(text) ? text : null;
  if (part.kind === "consent") return text === "yes" ? "yes" : null;
  return part.options.some(({ value }) => value === text) ? text : null;
}

/** Why what somebody typed cannot be kept as it is: more than is taken, or characters nobody can read. Null when it can. */
export function wrongIn(
  part: FormPart,
  answer: Answers[string] | undefined,
): "too_long" | "unreadable" | null {
  if (part.kind !== "text" || typeof answer !== "string") return null;
  if (answer.trim().length > (part.isLong ? longestAnswer.long : longestAnswer.short)) return "too_long";
  return isPlainText(answer) ? null : "unreadable";
}

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The questions shown that must be answered before signing and were not. */
export function unanswered(pages: readonly FormPage[], counts: Answers): Question[] {
  return pages
    .flatMap(({ parts }) => parts)
    .filter(isQuestion)
    .filter((part) => part.isRequired && isShown(part, counts) && counts[part.key] === undefined);
}

/** Whether two sets of answers are the same. */
export function isSame(one: Answers, other: Answers): boolean {
  return spelled(one) === spelled(other);
}

/** Answers spelled one way, whatever order they were given in: what is hashed. */
export function spelled(answers: Answers): string {
  return JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The consents a form asks for that must be given. */
export function requiredConsents(body: FormBody): string[] {
  return body.pages
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === "consent" && part.isRequired ? [part.key] : []));
}
