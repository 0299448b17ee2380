/** When a question is shown: only where an earlier one was answered so. */
export type ShowIf = { question: string; is: readonly string[] };

/** Something a form asks or says. `key` names it within its form and stays the same from version to version. */
export type FormPart = { key: string; showIf?: ShowIf } & (
  | { kind: "section"; title: string; text: string }
  | { kind: "text"; label: string; why?: string; isLong: boolean; isRequired: boolean }
  | { kind: "choice"; label: string; why?: string; options: Option[]; isMany: boolean; isRequired: boolean }
  | { kind: "scale"; label: string; why?: string; options: Option[]; isRequired: boolean }
  | { kind: "date"; label: string; why?: string; isRequired: boolean }
  | { kind: "consent"; label: string; text: string; purpose: string; isRequired: boolean }
);

/** `value` is what is kept; a scale's is its points. */
export type Option = { value: string; label: string };

/** One screen of a form. A sensitive one is read on its own, and says so first. */
export type FormPage = { key: string; title: string; text: string; isSensitive: boolean; parts: FormPart[] };

/** Where a measure comes from, whose it is and on which terms, and how its answers become a score (`scoring` names the rule). */
export type Measure = { scoring: string; source: string; licence: string };

/** All a version of a form asks. `minutes` is how long it takes, honestly. */
export type FormBody = { intro: string; minutes: number; pages: FormPage[]; measure?: Measure };
