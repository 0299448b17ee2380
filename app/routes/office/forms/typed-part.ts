import { z } from "zod";
import { tick } from "#app/routes/form-fields.ts";
import type { FormPart, Option } from "#app/values/form-body.ts";

const words = z.string().trim().max(2000).default("");

/** One part of a form as its page sends it. */
export const partSchema = z.object({
  label: z.string().trim().min(1, "Please write the question, or the title.").max(500),
  text: z.string().trim().max(8000).default(""),
  why: words,
  options: words,
  purpose: z.enum(["treatment", "telehealth", "other"]).default("other"),
  isLong: tick,
  isMany: tick,
  isRequired: tick,
  after: words,
  afterIs: words,
});

type Typed = z.infer<typeof partSchema>;

/** What was typed as a part of that kind. */
export function partOf(kind: FormPart["kind"], key: string, typed: Typed): FormPart {
  const { label, text, isRequired, purpose, isLong, isMany } = typed;
  const why = typed.why ? { why: typed.why } : {};
  const showIf =
    typed.after && typed.afterIs ? { showIf: { question: typed.after, is: lines(typed.afterIs) } } : {};
  const options = optionsIn(typed.options, kind);
  switch (kind) {
    case "section":
      return { key, ...showIf, kind, title: label, text };
    case "consent":
      return { key, ...showIf, kind, label, text, purpose, isRequired };
    case "text":
      return { key, ...showIf, kind, label, ...why, isLong, isRequired };
    case "date":
      return { key, ...showIf, kind, label, ...why, isRequired };
    case "scale":
      return { key, ...showIf, kind, label, ...why, options, isRequired };
    default:
      return { key, ...showIf, kind, label, ...why, options, isMany, isRequired };
  }
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** One answer a line; a scale counts them from nothing on, a choice keeps its words. */
function optionsIn(text: string, kind: FormPart["kind"]): Option[] {
  return lines(text)
    .slice(0, 30)
    .map((label, at) => ({ value: kind === "scale" ? String(at) : label.slice(0, 120), label }));
}
