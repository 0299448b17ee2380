import type { Answers } from "../rules.ts";
import { addUp, type Band, pointsOf, type Score } from "./points.ts";

/** The item about wanting to be dead or hurting oneself. */
export const riskItem = "q9";

const eight = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] as const;

/**
 * Kroenke, Spitzer and Williams, J Gen Intern Med 2001; 16: 606–613: nine items of 0 to 3, 0 to 27 in all; 5, 10, 15 and
 * 20 are where mild, moderate, moderately severe and severe begin.
 */
export const phq9Bands: readonly Band[] = [
  { from: 0, to: 4, label: "Minimal" },
  { from: 5, to: 9, label: "Mild" },
  { from: 10, to: 14, label: "Moderate" },
  { from: 15, to: 19, label: "Moderately severe" },
  { from: 20, to: 27, label: "Severe" },
];

/**
 * Kroenke, Strine, Spitzer, Williams, Berry and Mokdad, J Affect Disord 2009; 114: 163–173: without the ninth item it
 * is the PHQ-8, 0 to 24, with the same beginnings.
 */
export const phq8Bands: readonly Band[] = phq9Bands.map((band) => ({ ...band, to: Math.min(band.to, 24) }));

/** The score of a PHQ-9. Where its ninth item was left out, by the practice or by who answered, it is a PHQ-8 and called so. */
export function scorePhq9(answers: Answers, { omitsRisk = false } = {}): Score {
  if (omitsRisk || pointsOf(answers[riskItem], 3) === null)
    return addUp(answers, { measure: "PHQ-8", items: eight, highest: 3, bands: phq8Bands });
  return addUp(answers, { measure: "PHQ-9", items: [...eight, riskItem], highest: 3, bands: phq9Bands });
}

/** Whether somebody answered the ninth item above zero (domain, "Clinical record"). */
export function needsSomebody(answers: Answers): boolean {
  return (pointsOf(answers[riskItem], 3) ?? 0) > 0;
}
