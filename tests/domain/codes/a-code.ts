import { type Draft, makeCode } from "#app/domain/codes/change.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** A code with plain defaults: a tenth off, for everything and everybody. */
export function aDraft(wishes: Partial<Draft> = {}): Draft {
  return {
    code: "SPRING",
    label: "",
    percent: wishes.amount === undefined || wishes.amount === null ? 10 : null,
    amount: null,
    validFrom: null,
    validUntil: null,
    totalLimit: null,
    perClientLimit: null,
    firstPaidOnly: false,
    fundedBy: "practice",
    sessionTypeIds: [],
    therapistIds: [],
    ...wishes,
  };
}

/** The same, made. */
export async function aCode(ctx: MemberCtx, wishes: Partial<Draft> = {}): Promise<string> {
  const made = await makeCode(ctx, aDraft(wishes));
  if (!made?.ok) throw new Error(made?.refusal ?? "not allowed");
  return made.value.codeId;
}
