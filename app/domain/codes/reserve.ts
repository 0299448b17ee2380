import { and, eq, sql } from "drizzle-orm";
import { promoCodeScopes, promoCodes } from "#app/db/schema/codes.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { dayOf } from "#app/values/zoned.ts";
import { type CodeRefusal, isReached, takenOff, whyNot } from "./rules.ts";
import { countUses, hasPaidSession } from "./uses.ts";

/** A word somebody typed, and what it would lower. `clientId`: who is signed in; null for everybody else. */
export type Wanted = {
  code: string;
  /** The price is what this client would pay without a code, minor units. */
  type: { id: string; price: number };
  /** The least a card can be charged, minor units. */
  least: number;
  therapistId: string;
  clientId: string | null;
};

/** What goes onto the booking. */
export type Lowered = { codeId: string | null; discount: number };
export type Tried = Lowered & { name: string };

/**
 * Keep a use of a code for the booking that is being made, and say what it takes off its price (minor units). Call it in
 * the booking's transaction, after its time is taken (decisions, 13): the code stays locked until that ends, so that of
 * two who ask for the last use one gets it. Refuses with the words of `CodeRefusal`.
 */
export async function reserve(ctx: Ctx, wanted: Wanted): Promise<Result<Lowered, CodeRefusal>> {
  const judged = await judge(ctx, wanted, { isLocked: true });
  if (!judged.ok) return judged;
  const { codeId, discount } = judged.value;
  return done({ codeId, discount });
}

/**
 * What `reserve` would say now, with the code as the practice writes it, for a page that shows it before anybody books.
 * Keeps nothing.
 */
export function tryCode(ctx: Ctx, wanted: Wanted): Promise<Result<Tried, CodeRefusal>> {
  return judge(ctx, wanted, { isLocked: false });
}

type Promised = { price: number; codeId: string | null; discount: number; clientId: string };

/**
 * What a booking costs that takes the place of another, which has let go of its use: the same to pay, whatever its code
 * says since. Where the last use went to somebody else meanwhile, the price itself is lower, so that the promise holds and
 * the limit too. Call it as `reserve`.
 */
export async function lowerAgain(
  ctx: Ctx,
  { price, codeId, discount, clientId }: Promised,
): Promise<Lowered & { price: number }> {
  if (codeId === null) return { price, codeId, discount };
  const [code] = await ctx.db
    .select()
    .from(promoCodes)
    .where(and(eq(promoCodes.practiceId, ctx.practiceId), eq(promoCodes.id, codeId)))
    .for("no key update");
  const uses = await countUses(ctx, codeId, clientId);
  const isUsedUp = !code || isReached(code.totalLimit, uses.all) || isReached(code.perClientLimit, uses.own);
  return isUsedUp ? { price: price - discount, codeId: null, discount: 0 } : { price, codeId, discount };
}

async function judge(
  ctx: Ctx,
  { code: typed, type, least, therapistId, clientId }: Wanted,
  { isLocked }: { isLocked: boolean },
): Promise<Result<Tried, CodeRefusal>> {
  if (type.price === 0) return refused("code_for_free");
  const code = await codeCalled(ctx, typed, isLocked);
  if (!code) return refused("code_unknown");
  const uses = await countUses(ctx, code.id, clientId);
  const { zone } = await ownPractice(ctx);
  const client = clientId ? { uses: uses.own, hasPaidSession: await hasPaidSession(ctx, clientId) } : null;
  const today = dayOf(zone, ctx.now());
  const why = whyNot(code, { sessionTypeId: type.id, therapistId, today, uses: uses.all, client });
  if (why) return refused(why);
  const discount = takenOff(code, { price: type.price, least });
  return done({ codeId: code.id, name: code.code, discount });
}

/** The code of a name, however it is written. Its uses are counted after this, so that no one of them is overlooked. */
async function codeCalled(ctx: Ctx, typed: string, isLocked: boolean) {
  const query = ctx.db
    .select()
    .from(promoCodes)
    .where(
      and(eq(promoCodes.practiceId, ctx.practiceId), sql`lower(${promoCodes.code}) = lower(${typed.trim()})`),
    );
  const [code] = await (isLocked ? query.for("no key update") : query);
  if (!code) return null;
  const scopes = await ctx.db.select().from(promoCodeScopes).where(eq(promoCodeScopes.codeId, code.id));
  return {
    ...code,
    sessionTypeIds: scopes.flatMap(({ sessionTypeId }) => sessionTypeId ?? []),
    therapistIds: scopes.flatMap(({ therapistId }) => therapistId ?? []),
  };
}
