import { href } from "react-router";

/** The steps of setting up, in order, with what each is called and the fields it keeps. */
export const steps = [
  { key: "you", title: "You", path: href("/setup/you") },
  { key: "practice", title: "The practice", path: href("/setup/practice") },
  { key: "sessions", title: "Sessions", path: href("/setup/sessions") },
  { key: "hours", title: "Hours", path: href("/setup/hours") },
  { key: "terms", title: "Terms", path: href("/setup/terms") },
  { key: "words", title: "Words", path: href("/setup/words") },
  { key: "photo", title: "Photo", path: href("/setup/photo") },
  { key: "review", title: "Open", path: href("/setup/review") },
] as const;

export type StepKey = (typeof steps)[number]["key"];
/** The steps with a form that is typed. */
export type TypedStep = Exclude<StepKey, "photo" | "review">;

export function isStep(key: string): key is StepKey {
  return steps.some((step) => step.key === key);
}

/** Where a step stands: its number from 1, and its neighbours. */
export function placeOf(key: StepKey) {
  const index = steps.findIndex((step) => step.key === key);
  return { number: index + 1, before: steps[index - 1] ?? null, after: steps[index + 1] ?? null };
}

export function pathOf(key: StepKey): string {
  return steps[placeOf(key).number - 1]?.path ?? href("/setup");
}
