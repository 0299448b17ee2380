import type { Stage } from "#app/db/schema/clients.ts";
import type { FormKind } from "#app/db/schema/forms.ts";
import type { FormBody } from "#app/values/form-body.ts";
import { telehealthConsent, treatmentConsent } from "./consents.ts";
import { gad7 } from "./gad-7.ts";
import { intake } from "./intake.ts";
import { phq9 } from "./phq-9.ts";

type Template = {
  name: string;
  kind: FormKind;
  /** At which stage it is asked by itself, until the practice says otherwise. */
  askedAt: Stage | null;
  language: string;
  body: FormBody;
};

/** The forms that ship. WHO-5 does not: its licence forbids it (docs/decisions/18-forms.md). */
export const templates = {
  intake: { name: "Before we start", kind: "questions", askedAt: "intake", language: "en", body: intake },
  "consent-to-treatment": {
    name: "Consent to treatment",
    kind: "consent",
    askedAt: "intake",
    language: "en",
    body: treatmentConsent,
  },
  "telehealth-consent": {
    name: "Consent to sessions from afar",
    kind: "consent",
    askedAt: null,
    language: "en",
    body: telehealthConsent,
  },
  "phq-9": { name: "PHQ-9", kind: "measure", askedAt: null, language: "en", body: phq9 },
  "gad-7": { name: "GAD-7", kind: "measure", askedAt: null, language: "en", body: gad7 },
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof templates;

/** Whether a text names a form that ships. */
export function isTemplate(text: string): text is TemplateName {
  return Object.hasOwn(templates, text);
}
