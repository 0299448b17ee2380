import type { CodeFunder } from "#app/db/schema/codes.ts";

/** All that decides whether a code applies, and what it takes off. Days are of the practice's zone, amounts minor units. */
export type Code = {
  percent: number | null;
  amount: number | null;
  validFrom: string | null;
  validUntil: string | null;
  totalLimit: number | null;
  perClientLimit: number | null;
  firstPaidOnly: boolean;
  fundedBy: CodeFunder;
  isActive: boolean;
  /** What it is for; none named is all. */
  sessionTypeIds: readonly string[];
  therapistIds: readonly string[];
};

/** Why a code takes nothing off. */
export type CodeRefusal =
  | "code_unknown"
  /** There is no price to lower. */
  | "code_for_free"
  | "code_off"
  | "code_not_yet"
  | "code_over"
  | "code_other_type"
  | "code_other_therapist"
  /** It is counted for each person, and nobody is signed in (decisions, 5). */
  | "code_sign_in"
  | "code_first_only"
  | "code_used_by_you"
  | "code_used_up";

/** What a code would be used for, and what is known of its uses so far. */
export type Use = {
  sessionTypeId: string;
  therapistId: string;
  /** The practice's own day. */
  today: string;
  uses: number;
  /** The client who is signed in; null for everybody else, whatever address they typed. */
  client: { uses: number; hasPaidSession: boolean } | null;
};

/** The first reason a code does not apply, or null. Whose it is comes before how often: that says less to a stranger. */
export function whyNot(code: Code, use: Use): CodeRefusal | null {
  if (!code.isActive) return "code_off";
  if (code.validFrom !== null && use.today < code.validFrom) return "code_not_yet";
  if (code.validUntil !== null && use.today > code.validUntil) return "code_over";
  if (!isFor(code.sessionTypeIds, use.sessionTypeId)) return "code_other_type";
  if (!isFor(code.therapistIds, use.therapistId)) return "code_other_therapist";
  if (use.client === null && (code.perClientLimit !== null || code.firstPaidOnly)) return "code_sign_in";
  if (code.firstPaidOnly && use.client?.hasPaidSession) return "code_first_only";
  if (isReached(code.perClientLimit, use.client?.uses ?? 0)) return "code_used_by_you";
  return isReached(code.totalLimit, use.uses) ? "code_used_up" : null;
}

function isFor(named: readonly string[], id: string): boolean {
  return named.length === 0 || named.includes(id);
}

/** Whether as many uses were made as may be. */
export function isReached(limit: number | null, uses: number): boolean {
  return limit !== null && uses >= limit;
}

/**
 * What a code takes off a price: a share of the whole, half rounded up, or an amount, never more than the price. Where
 * less would be left than a card can be charged, all of it (decisions, 20).
 */
export function takenOff(
  { percent, amount }: Pick<Code, "percent" | "amount">,
  { price, least }: { price: number; least: number },
): number {
  const off = percent === null ? (amount ?? 0) : Math.floor((price * percent) / 100 + 0.5);
  return price - off < least ? price : off;
}

/** What makes a code contradict itself. */
export type DraftRefusal = "lowers_nothing" | "ends_before_it_begins";

/** The first way in which a code contradicts itself, or null: it lowers by a share or an amount, and begins before it ends. */
export function draftRefusal(code: Pick<Code, "percent" | "amount" | "validFrom" | "validUntil">) {
  if ((code.percent === null) === (code.amount === null)) return "lowers_nothing" as const;
  const { validFrom, validUntil } = code;
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    return "ends_before_it_begins" as const;
  return null;
}

export type LimitRefusal = "below_uses" | "below_own_uses";

/** Why limits cannot be set so, or null: none falls under what was used already. */
export function limitRefusal(
  { totalLimit, perClientLimit }: Pick<Code, "totalLimit" | "perClientLimit">,
  uses: { all: number; mostOfOne: number },
): LimitRefusal | null {
  if (totalLimit !== null && totalLimit < uses.all) return "below_uses";
  return perClientLimit !== null && perClientLimit < uses.mostOfOne ? "below_own_uses" : null;
}

export type CodeState = "on" | "off" | "not_yet" | "over" | "used_up";

/** Where a code stands today (the practice's own day), for anybody it could be for. */
export function stateOf(
  code: Pick<Code, "isActive" | "validFrom" | "validUntil" | "totalLimit">,
  { today, uses }: { today: string; uses: number },
): CodeState {
  if (!code.isActive) return "off";
  if (code.validUntil !== null && today > code.validUntil) return "over";
  if (isReached(code.totalLimit, uses)) return "used_up";
  return code.validFrom !== null && today < code.validFrom ? "not_yet" : "on";
}
