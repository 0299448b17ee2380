import type { FormBody } from "#app/values/form-body.ts";
import { howOften } from "./phq-9.ts";

const items = [
  "Feeling nervous, anxious or on edge",
  "Not being able to stop or control worrying",
  "Worrying too much about different things",
  "Trouble relaxing",
  "Being so restless that it is hard to sit still",
  "Becoming easily annoyed or irritable",
  "Feeling afraid as if something awful might happen",
];

/** The Generalized Anxiety Disorder scale, seven items, in English as it was published. */
export const gad7: FormBody = {
  intro:
    "Seven questions about worry and restlessness in the last two weeks. They are the same for everybody who is asked them, so that we can see together what changes. They are no diagnosis.",
  minutes: 2,
  pages: [
    {
      key: "weeks",
      title: "The last two weeks",
      text: "Over the last 2 weeks, how often have you been bothered by the following problems?",
      isSensitive: false,
      parts: items.map((label, index) => ({
        key: `q${index + 1}`,
        kind: "scale",
        label,
        options: howOften,
        isRequired: false,
      })),
    },
  ],
  measure: {
    scoring: "gad-7",
    source:
      "GAD-7, English. Spitzer RL, Kroenke K, Williams JBW, Löwe B. A brief measure for assessing generalized anxiety disorder: the GAD-7. Arch Intern Med 2006; 166: 1092–1097. Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc.",
    licence: "No permission required to reproduce, translate, display or distribute.",
  },
};
