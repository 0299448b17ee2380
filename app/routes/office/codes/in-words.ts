import type { ChangeRefusal } from "#app/domain/codes/change.ts";
import type { Listed } from "#app/domain/codes/queries.ts";
import { type CodeState, stateOf } from "#app/domain/codes/rules.ts";
import { dateInWords } from "#app/routes/practice/availability/in-words.ts";
import type { TagKind } from "#app/ui/tag.tsx";
import { formatMoney } from "#app/values/money.ts";

/** Every refusal in words, at the field where it can be put right. */
export const saidKindly: Record<ChangeRefusal, { field: string; message: string; status: number }> = {
  name_taken: {
    field: "code",
    message: "There is a code of these letters already; capitals or not makes no difference.",
    status: 409,
  },
  unknown_scope: {
    field: "code",
    message: "A session type or a therapist has gone meanwhile. Please look again.",
    status: 409,
  },
  lowers_nothing: { field: "off", message: "A code takes off a share or a sum.", status: 422 },
  ends_before_it_begins: {
    field: "validUntil",
    message: "The last day comes before the first. Please swap them.",
    status: 422,
  },
  below_uses: {
    field: "totalLimit",
    message: "It was used more often than that already. A limit can’t take back what was given.",
    status: 409,
  },
  below_own_uses: {
    field: "perClientLimit",
    message: "Somebody used it more often than that already. A limit can’t take back what was given.",
    status: 409,
  },
};

export type Manner = { locale: string; currency: string; today: string };

export const states: Record<CodeState, { kind: TagKind; words: string }> = {
  on: { kind: "ok", words: "In use" },
  off: { kind: "plain", words: "Switched off" },
  not_yet: { kind: "wait", words: "Not yet" },
  over: { kind: "plain", words: "Over" },
  used_up: { kind: "plain", words: "Used up" },
};

/** Where a code stands, as its tag says it. */
export function stateInWords(code: Listed, { today }: Manner) {
  return states[stateOf(code, { today, uses: code.uses })];
}

/** "20% off", "€20 off". */
export function offInWords({ percent, amount }: Listed, { locale, currency }: Manner): string {
  return percent === null
    ? `${formatMoney({ amount: amount ?? 0, currency }, locale)} off`
    : `${(percent / 100).toLocaleString(locale, { style: "percent" })} off`;
}

/** "3 of 5 uses", "1 use", "Not used yet". */
export function usesInWords({ uses, totalLimit }: Listed, { locale }: Manner): string {
  const number = (count: number) => count.toLocaleString(locale);
  if (totalLimit !== null) return `${number(uses)} of ${number(totalLimit)} uses`;
  return uses === 0 ? "Not used yet" : `${number(uses)} ${uses === 1 ? "use" : "uses"}`;
}

const list = new Intl.ListFormat("en", { type: "disjunction" });

/** What it is for: "Session or Couple, with Ana"; null where it is for everything. */
export function scopeInWords({ typeNames, therapistNames }: Listed): string | null {
  const parts = [
    typeNames.length > 0 ? list.format(typeNames) : "",
    therapistNames.length > 0 ? `with ${list.format(therapistNames)}` : "",
  ];
  return parts.filter(Boolean).join(", ") || null;
}

/** When it can be used: "Monday 1 March to Friday 5 March"; null where it always can. */
export function windowInWords({ validFrom, validUntil }: Listed, manner: Manner): string | null {
  const day = (date: string) => dateInWords(date, manner);
  if (validFrom && validUntil)
    return validFrom === validUntil ? `only on ${day(validFrom)}` : `${day(validFrom)} to ${day(validUntil)}`;
  if (validFrom) return `from ${day(validFrom)}`;
  return validUntil ? `until ${day(validUntil)}` : null;
}

/** For whom it is, beyond its limits in numbers; null where it is for everybody as often as they like. */
export function whoInWords({ perClientLimit, firstPaidOnly }: Listed): string | null {
  const often = perClientLimit === 1 ? "once for each client" : `${perClientLimit} times for each client`;
  const parts = [firstPaidOnly ? "for a first paid session" : "", perClientLimit === null ? "" : often];
  return parts.filter(Boolean).join(", ") || null;
}
