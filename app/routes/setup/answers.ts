import type { z } from "zod";
import type { Setup } from "#app/domain/setup/answers.ts";
import type { FieldErrors } from "#app/http.ts";
import { firstName } from "#app/values/short-name.ts";
import { zoneCity } from "#app/values/zoned.ts";
import { defaultsOf, type Guess } from "./defaults.ts";
import * as schemas from "./schemas.ts";
import { type StepKey, steps, type TypedStep } from "./steps.ts";

export type Typed = Record<string, string>;
type Read<T> = { ok: true; value: T } | { ok: false; errors: FieldErrors };

/** How a practice writes sums until it has said where it is. */
const somewhere = { currency: "EUR", locale: "en-GB" };

/** What was typed at a step, or what its form opens with; never a mixture, or an emptied day would fill again. */
export function typedAt({ answers }: Pick<Setup, "answers">, step: TypedStep, guess: Guess): Typed {
  return answers[step] ?? defaultsOf(step, answers, guess);
}

/** Whether a step was ever sent. */
function wasSent({ answers }: Pick<Setup, "answers">, step: TypedStep): boolean {
  return answers[step] !== undefined;
}

function judge<T>(schema: z.ZodType<T>, typed: Typed): Read<T> {
  const read = schema.safeParse(typed);
  if (read.success) return { ok: true, value: read.data };
  const errors: FieldErrors = {};
  for (const { path, message } of read.error.issues) errors[path.join(".") || "form"] ??= message;
  return { ok: false, errors };
}

/** Judge a step by what was typed there; prices are read as the practice writes them. */
export function judged(step: TypedStep, typed: Typed, setup: Pick<Setup, "answers">) {
  switch (step) {
    case "you":
      return judge(schemas.you, typed);
    case "practice":
      return judge(schemas.practice, typed);
    case "sessions":
      return judge(schemas.sessions(mannersOf(setup)), typed);
    case "hours":
      return judge(schemas.hours, typed);
    case "terms":
      return judge(schemas.terms, typed);
    case "words":
      return judge(schemas.words, typed);
  }
}

/** In which currency and manner sums are written, as far as that was said. */
export function mannersOf({ answers }: Pick<Setup, "answers">): { currency: string; locale: string } {
  const read = judge(schemas.practice, answers.practice ?? {});
  return read.ok ? read.value : somewhere;
}

const none: Guess = { zone: null };

/**
 * Everything said so far, the guesses standing in where nothing was. A step that does not hold together yet is null;
 * so a preview can show what there is, and opening can ask for all of it.
 */
export function read(setup: Pick<Setup, "answers">, guess: Guess = none) {
  const at = <T>(step: TypedStep, schema: z.ZodType<T>) => {
    const answer = judge(schema, typedAt(setup, step, guess));
    return answer.ok ? answer.value : null;
  };
  const you = at("you", schemas.you);
  const practice = at("practice", schemas.practice);
  const manners = practice ?? somewhere;
  const words = at("words", schemas.words);
  return {
    you: you && { ...you, firstName: you.firstName || firstName(you.name) },
    practice: practice && { ...practice, name: practice.name || you?.name || "" },
    sessions: at("sessions", schemas.sessions(manners)),
    hours: at("hours", schemas.hours),
    terms: at("terms", schemas.terms),
    words: words && {
      ...words,
      strapline:
        words.strapline || `${words.title}${practice ? ` · ${zoneCity(practice.zone)}` : ""}`.slice(0, 120),
    },
  };
}

export type AllRead = ReturnType<typeof read>;
export type Whole = { [Step in keyof AllRead]: NonNullable<AllRead[Step]> };

/** Everything, where every step was sent and holds together; null otherwise. */
export function whole(setup: Setup): Whole | null {
  if (steps.some(({ key }) => stateOf(setup, key) === "open" && key !== "photo" && key !== "review"))
    return null;
  const { you, practice, sessions, hours, terms, words } = read(setup);
  return you && practice && sessions && hours && terms && words
    ? { you, practice, sessions, hours, terms, words }
    : null;
}

/** Whether a step is behind one: sent, and without anything to put right. The photo is done when it was seen. */
export function stateOf(setup: Setup, step: StepKey): "done" | "open" {
  if (step === "review") return "open";
  if (step === "photo") return setup.hasPhoto || setup.answers.photo ? "done" : "open";
  if (!wasSent(setup, step)) return "open";
  return judged(step, setup.answers[step] ?? {}, setup).ok ? "done" : "open";
}

/** Where somebody goes on who comes back: at the first step that is not behind them. */
export function nextStep(setup: Setup) {
  return steps.find(({ key }) => stateOf(setup, key) === "open") ?? steps[0];
}
