import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { keepCareWords } from "./care-words.ts";
import { moveOn } from "./move-on.ts";
import { holdCare } from "./reach.ts";

/** What goes with a referral: why, which nobody but its readers sees, and what the letter says. */
type ReferralWords = { why: string; toThem: string; places: string };

type Referral = { clientId: string; therapistId: string; words: ReferralWords };

/**
 * Refer somebody on: care ends, why is sealed, and a kind letter with other places to turn leaves. Null when it is not
 * theirs to decide. Refuses: not_now, when it has ended already.
 */
export function referOn(
  ctx: MemberCtx,
  { clientId, therapistId, words }: Referral,
): Promise<Result<{ id: string }, "not_now"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const care = await holdCare(ctx, { clientId, therapistId });
    if (!care) return null;
    if (care.stage === "ended") return refused("not_now");
    const about = { clientId, relationshipId: care.id };
    const wordsId = await keepCareWords(ctx, about, "referral", JSON.stringify(words));
    const turn = { how: "referred_on", words: wordsId };
    const moved = await moveOn(ctx, { clientId, therapistId, to: "ended", turn });
    if (!moved.ok) throw new Error("A client that was held moved on by itself");
    const sequence = await timesSoFar(ctx, care.id, ["care_relationship.referred_on"]);
    await record(ctx, "care_relationship.referred_on", { id: care.id, sequence }, { words: wordsId });
    return done(moved.value);
  });
}

/** What was sealed with a referral, read back. */
export function referralWords(text: string): ReferralWords {
  const { why = "", toThem = "", places = "" } = JSON.parse(text) as Partial<ReferralWords>;
  return { why, toThem, places };
}
