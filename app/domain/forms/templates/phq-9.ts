import type { FormBody, Option } from "#app/values/form-body.ts";

/** How often, in the measure's own words and points. */
export const howOften: Option[] = [
  { value: "0", label: "Not at all" },
  { value: "1", label: "Several days" },
  { value: "2", label: "More than half the days" },
  { value: "3", label: "Nearly every day" },
];

const items = [
  "Little interest or pleasure in doing things",
  "Feeling down, depressed, or hopeless",
  "Trouble falling or staying asleep, or sleeping too much",
  "Feeling tired or having little energy",
  "Poor appetite or overeating",
  "Feeling bad about yourself — or that you are a failure or have let yourself or your family down",
  "Trouble concentrating on things, such as reading the newspaper or watching television",
  "Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual",
];

const asked = "Over the last 2 weeks, how often have you been bothered by any of the following problems?";

/** The Patient Health Questionnaire, nine items, in English as it was published; ours are only the pages it is laid out on. */
export const phq9: FormBody = {
  intro:
    "Nine questions about how you have been in the last two weeks. They are the same for everybody who is asked them, so that we can see together what changes. They are no diagnosis.",
  minutes: 3,
  pages: [
    {
      key: "weeks",
      title: "The last two weeks",
      text: asked,
      isSensitive: false,
      parts: items.map((label, index) => ({
        key: `q${index + 1}`,
        kind: "scale",
        label,
        options: howOften,
        isRequired: false,
      })),
    },
    {
      key: "risk",
      title: "The last two weeks",
      text: asked,
      isSensitive: true,
      parts: [
        {
          key: "q9",
          kind: "scale",
          label: "Thoughts that you would be better off dead or of hurting yourself in some way",
          options: howOften,
          isRequired: false,
        },
      ],
    },
    {
      key: "difficulty",
      title: "In everyday life",
      text: "",
      isSensitive: false,
      parts: [
        {
          key: "difficulty",
          kind: "choice",
          label:
            "If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?",
          options: [
            { value: "not", label: "Not difficult at all" },
            { value: "somewhat", label: "Somewhat difficult" },
            { value: "very", label: "Very difficult" },
            { value: "extremely", label: "Extremely difficult" },
          ],
          isMany: false,
          isRequired: false,
        },
      ],
    },
  ],
  measure: {
    scoring: "phq-9",
    source:
      "PHQ-9, English. Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression severity measure. J Gen Intern Med 2001; 16: 606–613. Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc.",
    licence: "No permission required to reproduce, translate, display or distribute.",
  },
};
