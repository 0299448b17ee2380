import type { FormBody } from "#app/values/form-body.ts";
import type { Answers } from "../rules.ts";
import { gad7Bands, scoreGad7 } from "./gad-7.ts";
import { needsSomebody, phq8Bands, phq9Bands, riskItem, scorePhq9 } from "./phq-9.ts";
import type { Band, Score } from "./points.ts";

type Rule = {
  score: (answers: Answers, wishes: { omitsRisk: boolean }) => Score;
  /** The item that needs somebody today where it is above zero. */
  risk?: string;
};

const rules: Record<string, Rule> = {
  "phq-9": { score: scorePhq9, risk: riskItem },
  "gad-7": { score: scoreGad7 },
};

/** What is charted under which name: its highest total, its bands, and where those were published. */
export const measures: Record<string, { most: number; bands: readonly Band[]; source: string }> = {
  "PHQ-9": { most: 27, bands: phq9Bands, source: "Kroenke, Spitzer and Williams, 2001" },
  "PHQ-8": { most: 24, bands: phq8Bands, source: "Kroenke and others, 2009" },
  "GAD-7": { most: 21, bands: gad7Bands, source: "Spitzer, Kroenke, Williams and Löwe, 2006" },
};

type Asked = { body: FormBody; omitsRisk: boolean };

/** The score of a form's answers, or null for a form that has none. */
export function scoreOf({ body, omitsRisk }: Asked, answers: Answers): Score | null {
  const rule = body.measure && rules[body.measure.scoring];
  return rule ? rule.score(answers, { omitsRisk }) : null;
}

/** The question of a form whose answer may need somebody today, or null. */
export function riskOf({ measure }: Pick<FormBody, "measure">): string | null {
  return (measure && rules[measure.scoring]?.risk) ?? null;
}

/** Whether a form's answers need somebody today. */
export function isAlarming({ body, omitsRisk }: Asked, answers: Answers): boolean {
  return !omitsRisk && riskOf(body) !== null && needsSomebody(answers);
}
