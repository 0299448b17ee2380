import type { Stage } from "#app/db/schema/clients.ts";
import type { FormKind } from "#app/db/schema/forms.ts";
import type { Unready } from "#app/domain/forms/edit.ts";
import type { FormPart } from "#app/values/form-body.ts";

export const kindWords: Record<FormKind, string> = {
  questions: "Questions",
  consent: "A consent",
  measure: "A measure",
};

export const stageWords: Record<Exclude<Stage, "ended">, string> & Partial<Record<Stage, string>> = {
  discovery: "before the first call",
  intake: "when you begin together",
  ongoing: "once care is ongoing",
};

export const partWords: Record<FormPart["kind"], string> = {
  text: "Words",
  choice: "A choice",
  scale: "A scale",
  date: "A date",
  consent: "A consent",
  section: "Words to read",
};

export const unreadyWords: Record<Unready, string> = {
  nothing_asked: "There is nothing to answer in it yet.",
  options_needed: "A choice or a scale needs at least two answers to choose from.",
  consent_without_words: "A consent needs the words somebody agrees to.",
  condition_not_earlier: "A question hangs on one that does not come before it.",
};
