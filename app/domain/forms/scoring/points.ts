import type { Answers } from "../rules.ts";

/**
 * A measure as it was answered. `total` is null where an item the total needs was left out: the published totals are of
 * whole questionnaires, and none of their authors gives a rule to make up what is missing, so we make nothing up.
 */
export type Score = {
  /** By which measure it may be compared: one without its ninth item is no PHQ-9. */
  measure: string;
  total: number | null;
  most: number;
  band: Band | null;
  missing: number;
};

/** A range of totals and what its authors call it; both ends belong to it. */
export type Band = { from: number; to: number; label: string };

/** Add up the items of a measure. Only 0 to `highest` are points; anything else counts as not answered. */
export function addUp(
  answers: Answers,
  {
    measure,
    items,
    highest,
    bands,
  }: { measure: string; items: readonly string[]; highest: number; bands: readonly Band[] },
): Score {
  const points = items.map((item) => pointsOf(answers[item], highest));
  const missing = points.filter((point) => point === null).length;
  const total = missing === 0 ? points.reduce<number>((sum, point) => sum + (point ?? 0), 0) : null;
  const band = total === null ? null : (bands.find(({ from, to }) => from <= total && total <= to) ?? null);
  return { measure, total, most: items.length * highest, band, missing };
}

/** The points of one answer, or null where it is none. */
export function pointsOf(answer: Answers[string] | undefined, highest: number): number | null {
  if (typeof answer !== "string" || !/^\d$/.test(answer)) return null;
  const points = Number(answer);
  return points <= highest ? points : null;
}
