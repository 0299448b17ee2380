import type { Movement } from "#app/domain/payments/queries.ts";

const cameInWords = {
  stripe: "by card",
  cash: "in cash",
  bank_transfer: "by transfer",
  other: "another way",
} as const;

const wentInWords = { card: "to the card", credit: "as credit", by_hand: "by hand" } as const;

/** Whether money that goes back has yet to arrive. */
export function isUnderway(one: Movement): boolean {
  return one.kind === "went" && (one.status === "asked" || one.status === "pending");
}

/** By which way money came in or went back: "in cash", "to the card". */
export function wayOf(one: Movement): string {
  return one.kind === "came" ? cameInWords[one.method] : wentInWords[one.to];
}
