import type { Answered } from "./read-form.ts";
import type { Band } from "./scoring/points.ts";
import { measures } from "./scoring/score.ts";

/** One measure of one person over time, the oldest first. */
export type Progress = {
  measure: string;
  whose: string;
  most: number;
  bands: readonly Band[];
  source: string;
  points: { askedId: string; at: Date; total: number; band: string }[];
  /** How many were signed with something left out, and so have no total. */
  withoutTotal: number;
};

/** The scores of signed forms as lines to draw: one for each measure and person; a PHQ-8 is no point on a PHQ-9's line. */
export function progressOf(answered: readonly Answered[]): Progress[] {
  const scored = answered.filter(({ score, whole }) => score && whole.asked.status === "signed").toReversed();
  const lines = Map.groupBy(scored, ({ score, whole }) => `${score?.measure} ${whole.person.name}`);
  return [...lines.values()].flatMap((line) => {
    const [first] = line;
    const known = first?.score && measures[first.score.measure];
    if (!first?.score || !known) return [];
    const points = line.flatMap(({ score, whole }) =>
      score && score.total !== null && whole.asked.signedAt
        ? [
            {
              askedId: whole.asked.id,
              at: whole.asked.signedAt,
              total: score.total,
              band: score.band?.label ?? "",
            },
          ]
        : [],
    );
    const whose = first.whole.forName ?? first.whole.person.name;
    return [
      { measure: first.score.measure, whose, ...known, points, withoutTotal: line.length - points.length },
    ];
  });
}
