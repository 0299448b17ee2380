import type { Answers } from "../rules.ts";
import { addUp, type Band, type Score } from "./points.ts";

/**
 * Spitzer, Kroenke, Williams and Löwe, Arch Intern Med 2006; 166: 1092–1097: seven items of 0 to 3, 0 to 21 in all; 5,
 * 10 and 15 are where mild, moderate and severe begin.
 */
export const gad7Bands: readonly Band[] = [
  { from: 0, to: 4, label: "Minimal" },
  { from: 5, to: 9, label: "Mild" },
  { from: 10, to: 14, label: "Moderate" },
  { from: 15, to: 21, label: "Severe" },
];

/** The score of a GAD-7. */
export function scoreGad7(answers: Answers): Score {
  const items = ["q1", "q2", "q3", "q4", "q5", "q6", "q7"];
  return addUp(answers, { measure: "GAD-7", items, highest: 3, bands: gad7Bands });
}
